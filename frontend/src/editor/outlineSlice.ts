import type { StateCreator } from 'zustand'
import type { PortAt } from './adding'
import type { EditorState } from './store'

export type View = 'canvas' | 'outline'

export interface OutlineSlice {
  /** The same journey drawn, or as a list. */
  view: View
  /** A port of the one selected place, where the next step is to go; null is its first free way on. */
  selectedPort: PortAt | null
  setView(view: View): void
  selectPort(port: PortAt | null): void
}

export const outlineSlice: StateCreator<EditorState, [], [], OutlineSlice> = (set, get, store) => {
  // A port is selected only together with its place.
  store.subscribe(({ selected, selectedPort }) => {
    if (selectedPort && (selected.length !== 1 || selected[0] !== selectedPort.source)) {
      set({ selectedPort: null })
    }
  })
  return {
    view: 'canvas',
    selectedPort: null,
    setView: (view) => {
      if (view !== get().view) set({ view })
    },
    selectPort: (port) => {
      if (port === null) set({ selectedPort: null })
      else set({ selected: [port.source], selectedEdge: null, selectedPort: port })
    },
  }
}
