import type { StateCreator } from 'zustand'
import { type Edge, edgesOf, placesOf, readingOrder } from '../graph/read'
import type { EditorState } from './store'

/** What the canvas can do to its own view; it registers itself, so that commands need no canvas. */
export interface Viewport {
  fit(): void
  /** Shows these places, as large as can be. */
  fitTo(ids: string[]): void
  zoomIn(): void
  zoomOut(): void
  show(id: string, options?: { focus: boolean }): void
  centre(): { x: number; y: number }
}

export interface SelectionSlice {
  selected: string[]
  /** The id of one edge; edges and steps are not selected together. */
  selectedEdge: string | null
  viewport: Viewport | null
  select(ids: string[]): void
  selectEdge(id: string | null): void
  selectAll(): void
  /** Selects a place and brings it into view, for jumps from a problem. */
  reveal(id: string): void
  /** The next place up, down or beside, along the edges. */
  step(direction: 'next' | 'previous' | 'down' | 'up'): void
  setViewport(viewport: Viewport | null): void
}

const same = (a: string[], b: string[]) => a.length === b.length && a.every((id, index) => id === b[index])

export const selectionSlice: StateCreator<EditorState, [], [], SelectionSlice> = (set, get) => ({
  selected: [],
  selectedEdge: null,
  viewport: null,
  select: (ids) => {
    if (same(ids, get().selected) && get().selectedEdge === null) return
    set({ selected: ids, selectedEdge: null })
  },
  selectEdge: (id) => {
    if (id === get().selectedEdge) return
    set({ selectedEdge: id, selected: [] })
  },
  selectAll: () => set({ selected: placesOf(get().document), selectedEdge: null }),
  reveal: (id) => {
    get().select([id])
    get().viewport?.show(id)
  },
  step: (direction) => {
    const { document, selected, reveal } = get()
    const current = selected[0]
    const next = current === undefined ? readingOrder(document)[0] : neighbour(get(), current, direction)
    if (next) reveal(next)
  },
  setViewport: (viewport) => set({ viewport }),
})

function neighbour(state: EditorState, current: string, direction: 'next' | 'previous' | 'down' | 'up') {
  const edges = edgesOf(state.document)
  const { selectedPort } = state
  const leaves = (edge: Edge) =>
    edge.source === current && (selectedPort === null || edge.port === selectedPort.port)
  if (direction === 'down') return edges.find(leaves)?.target
  if (direction === 'up') return edges.find((edge) => edge.target === current)?.source
  const places = readingOrder(state.document)
  const by = direction === 'next' ? 1 : -1
  return places[(places.indexOf(current) + by + places.length) % places.length]
}
