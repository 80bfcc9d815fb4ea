import type { StateCreator } from 'zustand'
import { changedIds } from '../graph/changedIds'
import type { JourneyDocument } from '../graph/document'
import { close, type History, noHistory, record, redo, undo } from '../graph/history'
import { isTaken } from '../graph/ids'
import type { EditorState } from './store'

export type Change = (document: JourneyDocument) => JourneyDocument

export interface DocumentSlice {
  document: JourneyDocument
  history: History
  /** Changes under the same mark, with nothing between them, are undone together. */
  apply(change: Change, mark?: string | null): void
  endGesture(): void
  undo(): void
  redo(): void
  /** What the server sends: not undoable, so the history of what it replaces goes. */
  replace(document: JourneyDocument): void
}

export function documentSlice(document: JourneyDocument): StateCreator<EditorState, [], [], DocumentSlice> {
  return (set, get) => {
    const travel = (by: typeof undo) => () => {
      const { history, document: now, readOnly } = get()
      const travelled = readOnly ? null : by(history, now)
      if (!travelled) return
      const { value, history: since, changes } = travelled
      const shown = changedIds(changes).filter((id) => isTaken(value, id))
      const kept = get().selected.filter((id) => isTaken(value, id))
      // What is selected stays so when nothing else has changed.
      const selected = shown.every((id) => kept.includes(id)) ? kept : shown
      set({ document: value, history: since, selected, selectedEdge: null })
      if (shown[0] !== undefined) get().viewport?.show(shown[0], { focus: false })
    }
    return {
      document,
      history: noHistory,
      apply: (change, mark = null) => {
        const { document: before, history, readOnly } = get()
        if (readOnly) return
        const after = change(before)
        if (after === before) return
        set({ document: after, history: record(history, before, after, mark) })
      },
      endGesture: () => set({ history: close(get().history) }),
      undo: travel(undo),
      redo: travel(redo),
      replace: (next) => set({ document: next, history: noHistory, selected: [], selectedEdge: null }),
    }
  }
}
