import type { StateCreator } from 'zustand'
import type { Comparison, Sign } from '../graph/compare'
import { formerEdges } from '../graph/compare'
import type { Edge } from '../graph/read'
import type { EditorState } from './store'

/** added, removed, changed: of a comparison. visited, here, ahead: of a customer's way in a test. */
export type Mark = Sign | 'visited' | 'here' | 'ahead'

/** What the canvas lifts out of the drawing. */
export interface CanvasMarks {
  places: Record<string, Mark>
  edges: Record<string, Mark>
  /** What has no mark steps back. */
  fade: boolean
  /** Edges that the document does not have, drawn beside its own. */
  former: Edge[]
}

export interface MarksSlice {
  marks: CanvasMarks | null
  setMarks(marks: CanvasMarks | null): void
}

export const marksSlice: StateCreator<EditorState, [], [], MarksSlice> = (set) => ({
  marks: null,
  setMarks: (marks) => set({ marks }),
})

export function marksOf(comparison: Comparison): CanvasMarks {
  const former = formerEdges(comparison)
  const signs = (list: { id: string; sign: Sign }[]) =>
    Object.fromEntries(list.map(({ id, sign }) => [id, sign]))
  return {
    places: signs(comparison.places),
    edges: {
      ...signs(comparison.edges.map(({ id, sign }) => ({ id, sign: sign === 'changed' ? 'added' : sign }))),
      ...Object.fromEntries(former.map(({ id }) => [id, 'removed' as const])),
    },
    fade: true,
    former,
  }
}

export type ShownMark = Mark | 'faded' | undefined

const shown = (marks: CanvasMarks | null, list: 'places' | 'edges', id: string): ShownMark =>
  marks === null ? undefined : (marks[list][id] ?? (marks.fade ? 'faded' : undefined))

export const markOfPlace = (state: EditorState, id: string) => shown(state.marks, 'places', id)
export const markOfEdge = (state: EditorState, id: string) => shown(state.marks, 'edges', id)
