import { useEffect, useState } from 'react'
import { useEditor } from '../editor/context'
import { type OutlineRow, placeKey, portKey } from '../graph/outline'

export interface Roving {
  /** The one row that Tab comes to. */
  at: string | undefined
  set(key: string): void
}

/** The row with the focus follows the selection; where there is none, it stays where it was. */
export function useRoving(rows: OutlineRow[]): Roving {
  const only = useEditor((state) => (state.selected.length === 1 ? state.selected[0] : undefined))
  const port = useEditor((state) => state.selectedPort)
  const [kept, set] = useState<string>()
  const wanted = only === undefined ? undefined : port ? portKey(port.source, port.port) : placeKey(only)
  useEffect(() => {
    if (wanted !== undefined) set(wanted)
  }, [wanted])
  const has = (key: string | undefined) => rows.some((row) => row.key === key)
  return { at: [wanted, kept].find(has) ?? rows[0]?.key, set }
}
