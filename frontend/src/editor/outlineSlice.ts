import type { StateCreator } from 'zustand'
import type { PortAt } from './adding'
import type { EditorState } from './store'

export type View = 'canvas' | 'outline'

export interface OutlineSlice {
  /** The same journey drawn, or as a list. */
  view: View
  /** A port of the one selected place, where the next step is to go; null is its first free way on. */
  selectedPort: PortAt | null
  /** What was chosen to be added before it is known behind which way on. */
  adding: string | null
  setView(view: View): void
  openAdding(key: string): void
  selectPort(port: PortAt | null): void
}

export const outlineSlice: StateCreator<EditorState, [], [], OutlineSlice> = (set, get, store) => {
  // A port is selected only together with its place.
  store.subscribe(({ selected, selectedPort, dialogue, adding }) => {
    if (adding !== null && dialogue !== 'add') set({ adding: null })
    if (selectedPort && (selected.length !== 1 || selected[0] !== selectedPort.source)) {
      set({ selectedPort: null })
    }
  })
  return {
    view: 'canvas',
    selectedPort: null,
    adding: null,
    openAdding: (key) => set({ adding: key, dialogue: 'add' }),
    setView: (view) => {
      if (view !== get().view) set({ view })
    },
    selectPort: (port) => {
      if (port === null) set({ selectedPort: null })
      else set({ selected: [port.source], selectedEdge: null, selectedPort: port })
    },
  }
}
