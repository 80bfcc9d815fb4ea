import type { KeyboardEvent, RefObject } from 'react'
import { useEditor } from '../editor/context'
import { type OutlineRow, parentOf } from '../graph/outline'
import type { Roving } from './useRoving'

/** The arrows of a tree: up and down by row, left to what a row stands under, right to what stands under it. */
export function useOutlineKeys(rows: OutlineRow[], roving: Roving, frame: RefObject<HTMLElement | null>) {
  const select = useEditor((state) => state.select)
  const selected = useEditor((state) => state.selected)

  const go = (to: number, adding: boolean) => {
    const row = rows[to]
    if (!row) return
    const places = selected.includes(row.id) ? selected : [...selected, row.id]
    roving.set(row.key)
    if (adding && row.row === 'place') select(places)
    const element = frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)
    element?.focus()
  }

  const toggle = (id: string) =>
    select(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id])

  return (event: KeyboardEvent<HTMLElement>) => {
    const key = (event.target as Element).closest<HTMLElement>('[role="treeitem"]')?.dataset.row
    const at = rows.findIndex((row) => row.key === key)
    const row = rows[at]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const below = rows[at + 1]
    const to: Record<string, number> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      ArrowLeft: parentOf(rows, at),
      ArrowRight: below && parentOf(rows, at + 1) === at ? at + 1 : at,
      Home: 0,
      End: rows.length - 1,
      PageDown: Math.min(at + 10, rows.length - 1),
      PageUp: Math.max(at - 10, 0),
    }
    const next = to[event.key]
    if (next !== undefined) go(next, event.shiftKey)
    else if (event.key === ' ' && row.row === 'place') toggle(row.id)
    else return
    event.preventDefault()
  }
}
