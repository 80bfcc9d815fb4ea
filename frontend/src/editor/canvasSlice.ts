import type { StateCreator } from 'zustand'
import type { EditorState } from './store'

/** What dragging on the empty drawing does: move it, or draw a box that selects. */
export type Tool = 'hand' | 'box'

export interface CanvasSlice {
  tool: Tool
  /** Cards stand on the grid. */
  snap: boolean
  map: boolean
  setTool(tool: Tool): void
  setSnap(snap: boolean): void
  setMap(map: boolean): void
}

const KEPT = 'sojourn:canvas'

type Kept = Pick<CanvasSlice, 'snap' | 'map'>

/** How this person likes the canvas, in this browser. */
function kept(): Kept {
  try {
    const value = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>
    return { snap: value.snap !== false, map: value.map === true }
  } catch {
    return { snap: true, map: false }
  }
}

export const canvasSlice: StateCreator<EditorState, [], [], CanvasSlice> = (set, get) => {
  const keep = (change: Partial<Kept>) => {
    set(change)
    const { snap, map } = get()
    try {
      localStorage.setItem(KEPT, JSON.stringify({ snap, map }))
    } catch {
      // A browser that keeps nothing forgets it; nothing else depends on it.
    }
  }
  return {
    tool: 'hand',
    ...kept(),
    setTool: (tool) => set({ tool }),
    setSnap: (snap) => keep({ snap }),
    setMap: (map) => keep({ map }),
  }
}
