import type { StateCreator } from 'zustand'
import type { EditorState } from './store'

/** What is only unfinished stays quiet until one tries to publish; then it counts like any other error. */
export interface InsistSlice {
  insisting: boolean
  insist(insisting: boolean): void
}

export const insistSlice: StateCreator<EditorState, [], [], InsistSlice> = (set) => ({
  insisting: false,
  insist: (insisting) => set({ insisting }),
})
