import { type DragEvent, useState } from 'react'
import type { QueryActions, Schema } from 'react-querybuilder'

type Path = number[]

/** What is being dragged: one thing on the page at a time. */
let dragged: { builder: string; path: Path } | null = null

const startsWith = (path: Path, start: Path) => start.every((index, at) => path[at] === index)

interface Moving {
  path: Path
  // biome-ignore lint/suspicious/noExplicitAny: the kinds of field of the library mean nothing here
  schema: Pick<Schema<any, any>, 'qbId'>
  actions: Pick<QueryActions, 'moveRule'>
  id: string | undefined
}

export const gripId = (id: string | undefined) => `grip-${id ?? ''}`

/** A row or a group that can be dragged by its grip, or moved with the arrow keys when the grip has the focus. */
export function useMoving({ path, schema, actions, id }: Moving) {
  const [side, setSide] = useState<'before' | 'after' | null>(null)
  const takes = () => dragged !== null && dragged.builder === schema.qbId && !startsWith(path, dragged.path)
  const move = (to: 'up' | 'down') => {
    actions.moveRule(path, to)
    // What moves is put elsewhere in the page, and would lose the focus.
    requestAnimationFrame(() => document.getElementById(gripId(id))?.focus())
  }
  return {
    side,
    grip: {
      id: gripId(id),
      draggable: true,
      onDragStart: (event: DragEvent) => {
        dragged = { builder: schema.qbId, path }
        event.dataTransfer.effectAllowed = 'move'
        const row = event.currentTarget.closest('[data-row]')
        if (row) event.dataTransfer.setDragImage(row, 12, 12)
        event.stopPropagation()
      },
      onDragEnd: () => {
        dragged = null
      },
      onKeyDown: (event: React.KeyboardEvent) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        event.stopPropagation()
        move(event.key === 'ArrowUp' ? 'up' : 'down')
      },
    },
    target: {
      onDragOver: (event: DragEvent) => {
        if (!takes()) return
        event.preventDefault()
        event.stopPropagation()
        const box = event.currentTarget.getBoundingClientRect()
        setSide(event.clientY < box.top + box.height / 2 ? 'before' : 'after')
      },
      onDragLeave: () => setSide(null),
      onDrop: (event: DragEvent) => {
        setSide(null)
        if (!takes() || !dragged) return
        event.preventDefault()
        event.stopPropagation()
        const index = (path.at(-1) ?? 0) + (side === 'after' ? 1 : 0)
        actions.moveRule(dragged.path, [...path.slice(0, -1), index])
        dragged = null
      },
    },
  }
}
