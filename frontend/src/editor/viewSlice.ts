import type { StateCreator } from 'zustand'
import type { EditorState } from './store'

export type Layer = 'draft' | 'live'
export type InspectorTab = 'settings' | 'content' | 'numbers' | 'people'
export type Dialogue =
  | 'publish'
  | 'resume'
  | 'archive'
  | 'json'
  | 'shortcuts'
  | 'add'
  | 'connect'
  | 'find'
  | 'gallery'
  | 'asides'
  | null

export interface ViewSlice {
  /** What the canvas draws: the draft being edited, or the version that runs. */
  layer: Layer
  tab: InspectorTab
  dialogue: Dialogue
  problemsOpen: boolean
  /** Nothing can be changed: a viewer, a narrow screen, an archived journey. */
  readOnly: boolean
  setLayer(layer: Layer): void
  setTab(tab: InspectorTab): void
  open(dialogue: Dialogue): void
  setProblemsOpen(open: boolean): void
  setReadOnly(readOnly: boolean): void
}

export const viewSlice: StateCreator<EditorState, [], [], ViewSlice> = (set) => ({
  layer: 'draft',
  tab: 'settings',
  dialogue: null,
  problemsOpen: false,
  readOnly: false,
  setLayer: (layer) => set({ layer, selectedEdge: null }),
  setTab: (tab) => set({ tab }),
  open: (dialogue) => set({ dialogue }),
  setProblemsOpen: (problemsOpen) => set({ problemsOpen }),
  setReadOnly: (readOnly) => set({ readOnly }),
})
