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

/** What runs, where the places of the drawing have its numbers; null while versions are compared. */
export const numberedDocument = (state: EditorState) =>
  state.review === null ? (state.live?.document ?? null) : null

export const isEditable = (state: EditorState) => !state.readOnly && state.layer === 'draft' && !state.review

/** Parts of a document never change in place, so the text of each is made once. */
const texts = new WeakMap<object, string>()

function textOf(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? ''
  const text = texts.get(part) ?? canonical(part)
  texts.set(part, text)
  return text
}

type Parts = Record<string, unknown>

const agree = (a: Parts, b: Parts, same: (one: unknown, other: unknown) => boolean) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]))

const sameText = (a: unknown, b: unknown) => a === b || textOf(a) === textOf(b)

/** Compared place by place: a keystroke costs what it changed, however large the journey is. */
function doTheSame(a: JourneyDocument, b: JourneyDocument): boolean {
  const { steps: mySteps, triggers: myTriggers, ...mine } = behaviour(a)
  const { steps, triggers, ...theirs } = behaviour(b)
  return (
    agree(mine, theirs, sameText) && agree(myTriggers, triggers, sameText) && agree(mySteps, steps, sameText)
  )
}
let compared: [JourneyDocument, JourneyDocument, boolean] | null = null

/** Whether the draft would do anything else than what runs; the look of the drawing does not count. */
export function differsFromLive({ document, live }: Pick<EditorState, 'document' | 'live'>): boolean {
  if (!live) return true
  if (compared?.[0] === document && compared[1] === live.document) return compared[2]
  const differs = document !== live.document && !doTheSame(document, live.document)
  compared = [document, live.document, differs]
  return differs
}
