import type { StateCreator } from 'zustand'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { type Line, linesOf, type Script, takenPort, type Walk, wayTo } from '../graph/walk'
import { chosen, withPort } from '../graph/whatIf'
import type { CanvasMarks } from './marksSlice'
import type { EditorState } from './store'

interface Wish {
  step: string
  port: string
}

export interface TestSlice {
  testing: boolean
  script: Script | null
  /** A port that was asked for; checked when the walk comes back. */
  wish: Wish | null
  walk: Walk | null
  /** The document that was walked; another one means that the walk is old. */
  walked: JourneyDocument | null
  lines: Line[]
  /** The line that is looked at. */
  cursor: number
  openTest(): void
  closeTest(): void
  setScript(script: Script): void
  setWalk(walk: Walk, document: JourneyDocument): void
  setCursor(cursor: number): void
  pickPort(step: string, port: string, kinds: Kinds): void
}

export const testSlice: StateCreator<EditorState, [], [], TestSlice> = (set, get) => ({
  testing: false,
  script: null,
  wish: null,
  walk: null,
  walked: null,
  lines: [],
  cursor: 0,
  openTest: () => set({ testing: true, review: null, marks: null, layer: 'draft', selectedEdge: null }),
  closeTest: () => set({ testing: false, walk: null, walked: null, lines: [], wish: null, marks: null }),
  setScript: (script) => set({ script, wish: null }),
  setWalk: (walk, document) => {
    const { wish, script, testing } = get()
    if (!testing) return
    const taken = wish && takenPort(walk, wish.step)
    // What was done for the port did not lead there: then it is taken by the word of who tests.
    if (wish && script && taken && taken !== wish.port && !taken.startsWith('$')) {
      set({ script: chosen(script, wish.step, wish.port), wish: null })
      return
    }
    const lines = linesOf(walk, document)
    const at = wish ? lines.findLastIndex(({ place }) => place === wish.step) : lines.length - 1
    const cursor = Math.max(0, at)
    set({ walk, walked: document, lines, wish: null, cursor, marks: marksOfWalk(lines, cursor) })
  },
  setCursor: (wanted) => {
    const { lines } = get()
    const cursor = Math.max(0, Math.min(lines.length - 1, wanted))
    set({ cursor, marks: marksOfWalk(lines, cursor) })
  },
  pickPort: (step, port, kinds) => {
    const { script, walk, document, testing, lines, setCursor } = get()
    if (!testing || !script) return
    if (walk && takenPort(walk, step) === port) {
      setCursor(lines.findLastIndex(({ place }) => place === step))
      return
    }
    set({ script: withPort(script, walk, document, kinds, step, port), wish: { step, port } })
  },
})

function marksOfWalk(lines: Line[], cursor: number): CanvasMarks | null {
  if (lines.length === 0) return null
  const [seen, whole] = [wayTo(lines, cursor), wayTo(lines, lines.length - 1)]
  const marked = (all: Set<string>, been: Set<string>) =>
    Object.fromEntries([...all].map((id) => [id, been.has(id) ? ('visited' as const) : ('ahead' as const)]))
  const places: CanvasMarks['places'] = marked(whole.places, seen.places)
  if (seen.here !== null) places[seen.here] = 'here'
  return { places, edges: marked(whole.edges, seen.edges), fade: true, former: [] }
}
