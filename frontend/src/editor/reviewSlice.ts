import type { StateCreator } from 'zustand'
import type { Kinds } from '../graph/catalogue'
import { type Comparison, compare, merged } from '../graph/compare'
import type { JourneyDocument } from '../graph/document'
import { marksOf } from './marksSlice'
import type { EditorState } from './store'

/** Whose document it is: my draft, the saved one of another, or a published version by its number. */
export type SideKey = 'draft' | 'theirs' | number

export interface Side {
  key: SideKey
  document: JourneyDocument
}

/** Something else than the draft on the canvas, to be looked at only. */
export type Review =
  | { mode: 'version'; side: Side; document: JourneyDocument }
  | {
      mode: 'difference'
      before: Side
      after: Side
      comparison: Comparison
      /** Both on one drawing. */
      document: JourneyDocument
    }

export interface ReviewSlice {
  review: Review | null
  /** The drawer with the published versions. */
  historyOpen: boolean
  setHistoryOpen(open: boolean): void
  showVersion(side: Side): void
  showDifference(before: Side, after: Side, kinds: Kinds): void
  endReview(): void
}

export const reviewSlice: StateCreator<EditorState, [], [], ReviewSlice> = (set, get) => {
  const look = (review: Review | null) => {
    const marks = review?.mode === 'difference' ? marksOf(review.comparison) : null
    if (get().testing) get().closeTest()
    set({ review, marks, selected: [], selectedEdge: null })
    // The cards of the other document are drawn with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => get().viewport?.fit()))
  }
  return {
    review: null,
    historyOpen: false,
    setHistoryOpen: (historyOpen) => set({ historyOpen }),
    showVersion: (side) => look({ mode: 'version', side, document: side.document }),
    showDifference: (before, after, kinds) =>
      look({
        mode: 'difference',
        before,
        after,
        comparison: compare(before.document, after.document, kinds),
        document: merged(before.document, after.document),
      }),
    endReview: () => look(null),
  }
}
