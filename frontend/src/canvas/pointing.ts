/** What the pointer is about on the canvas; it changes often and concerns few parts. */
import type { Connection } from '@xyflow/react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Guide } from '../graph/guides'
import type { Edge } from '../graph/read'
import type { Point } from './routing'

export interface Pointing {
  /** While an edge is drawn: the cards that it may end at. */
  targets: ReadonlySet<string> | null
  /** The edge that what is dragged would go into. */
  aimed: string | null
  /** The edge that a step is being chosen for, and where the menu stands. */
  inserting: { edge: Edge; at: Point } | null
  /** The lines that what is dragged stands on. */
  guides: Guide[]
}

const NOTHING: Pointing = { targets: null, aimed: null, inserting: null, guides: [] }

export const pointing = createStore<Pointing>()(() => NOTHING)
export const usePointing = <T>(selector: (state: Pointing) => T): T => useStore(pointing, selector)

export function aimAt(edge: string | null): void {
  if (pointing.getState().aimed !== edge) pointing.setState({ aimed: edge })
}

export function guideBy(guides: Guide[]): void {
  const before = pointing.getState().guides
  if (guides !== before && guides.length + before.length > 0) pointing.setState({ guides })
}

export type Ends = Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null }
