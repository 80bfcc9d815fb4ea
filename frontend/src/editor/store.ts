/** One store per open journey, made of slices; nothing but their union lives here. */
import { createStore, type StoreApi } from 'zustand'
import type { Journey } from './api'
import { type DocumentSlice, documentSlice } from './documentSlice'
import { type SavingSlice, savingSlice } from './savingSlice'
import { type SelectionSlice, selectionSlice } from './selectionSlice'
import { type ViewSlice, viewSlice } from './viewSlice'

export type EditorState = DocumentSlice & SelectionSlice & SavingSlice & ViewSlice
export type EditorStore = StoreApi<EditorState>

export const createEditorStore = (journey: Journey): EditorStore =>
  createStore<EditorState>()((...tools) => ({
    ...documentSlice(journey.draft)(...tools),
    ...selectionSlice(...tools),
    ...savingSlice(journey)(...tools),
    ...viewSlice(...tools),
  }))

/** The document on the canvas: the draft, or what runs now. */
export const shownDocument = (state: EditorState) =>
  state.layer === 'live' && state.live ? state.live.document : state.document

export const isEditable = (state: EditorState) => !state.readOnly && state.layer === 'draft'
