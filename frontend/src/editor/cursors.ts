/** Where the others point, apart from the store: it moves ten times a second, and little depends on it. */
import { createStore } from 'zustand'
import type { Position } from '../graph/document'

export interface Cursor extends Position {
  at: number
}

export type Cursors = Record<string, Cursor>

export const createCursors = () => createStore<Cursors>()(() => ({}))
export type CursorStore = ReturnType<typeof createCursors>

export function pointAt(store: CursorStore, page: string, point: [number, number] | null, at: number): void {
  if (point) {
    store.setState({ [page]: { x: point[0], y: point[1], at } })
    return
  }
  const { [page]: gone, ...rest } = store.getState()
  if (gone) store.setState(rest, true)
}
