/** One store per open journey, made of slices; nothing but their union lives here. */
import { createStore, type StoreApi } from 'zustand'
import { canonical } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import { behaviour } from '../graph/read'
import type { Journey } from './api'
import { type AsideSlice, asideSlice } from './asideSlice'
import { type CanvasSlice, canvasSlice } from './canvasSlice'
import { type DocumentSlice, documentSlice } from './documentSlice'
import { type InsistSlice, insistSlice } from './insistSlice'
import { type LiveSlice, liveSlice } from './liveSlice'
import { type MarksSlice, marksSlice } from './marksSlice'
import { type OutlineSlice, outlineSlice } from './outlineSlice'
import { type PresenceSlice, presenceSlice } from './presenceSlice'
import { type ReviewSlice, reviewSlice } from './reviewSlice'
import { type SavingSlice, savingSlice } from './savingSlice'
import { type SelectionSlice, selectionSlice } from './selectionSlice'
import { type TestSlice, testSlice } from './testSlice'
import { type ViewSlice, viewSlice } from './viewSlice'

export type EditorState = DocumentSlice &
  SelectionSlice &
  SavingSlice &
  ViewSlice &
  OutlineSlice &
  ReviewSlice &
  MarksSlice &
  InsistSlice &
  TestSlice &
  AsideSlice &
  PresenceSlice &
  LiveSlice &
  CanvasSlice
export type EditorStore = StoreApi<EditorState>

export const createEditorStore = (journey: Journey): EditorStore =>
  createStore<EditorState>()((...tools) => ({
    ...documentSlice(journey.draft)(...tools),
    ...selectionSlice(...tools),
    ...savingSlice(journey)(...tools),
    ...viewSlice(...tools),
    ...outlineSlice(...tools),
    ...reviewSlice(...tools),
    ...marksSlice(...tools),
    ...insistSlice(...tools),
    ...testSlice(...tools),
    ...asideSlice(journey)(...tools),
    ...presenceSlice(...tools),
    ...liveSlice(...tools),
    ...canvasSlice(...tools),
  }))

/** The document on the canvas: what is being looked at, the draft, or what runs now. */
export const shownDocument = (state: EditorState) =>
  state.review
    ? state.review.document
    : state.layer === 'live' && state.live
      ? state.live.document
      : state.document

export const isEditable = (state: EditorState) => !state.readOnly && state.layer === 'draft' && !state.review

const drawn = (document: JourneyDocument) => canonical(behaviour(document))
let compared: [JourneyDocument, JourneyDocument, boolean] | null = null

/** Whether the draft would do anything else than what runs; the look of the drawing does not count. */
export function differsFromLive({ document, live }: Pick<EditorState, 'document' | 'live'>): boolean {
  if (!live) return true
  if (compared?.[0] === document && compared[1] === live.document) return compared[2]
  const differs = document !== live.document && drawn(document) !== drawn(live.document)
  compared = [document, live.document, differs]
  return differs
}
