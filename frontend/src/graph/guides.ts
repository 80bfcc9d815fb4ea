/** Where something that is dragged comes to rest: on a line with what stands around it, else on the grid. */
import type { Box } from './arrange'
import type { Position } from './document'

/** A line along which edges or middles stand: upright at that x, or level at that y. */
export interface Guide {
  axis: 'x' | 'y'
  at: number
  from: number
  to: number
}

export interface Resting {
  /** How far what is dragged is moved for it. */
  by: Position
  guides: Guide[]
}

export interface Pull {
  /** How near a line must be, in the measure of the drawing. */
  within: number
  /** The step of the grid; null without one. */
  grid: number | null
}

type Axis = Guide['axis']
const SIZE = { x: 'width', y: 'height' } as const
const ACROSS = { x: 'y', y: 'x' } as const
const HAIR = 0.01

/** What can line up, each with its like: where a box begins, where it ends, and its middle. */
const start = (box: Box, axis: Axis): number => box[axis]
const end = (box: Box, axis: Axis): number => box[axis] + box[SIZE[axis]]
const middle = (box: Box, axis: Axis): number => box[axis] + box[SIZE[axis]] / 2

function least(moved: Box, others: Box[], axis: Axis, within: number): number | null {
  let best: number | null = null
  for (const other of others) {
    for (const part of [start, end, middle]) {
      const by = part(other, axis) - part(moved, axis)
      if (Math.abs(by) <= within && (best === null || Math.abs(by) < Math.abs(best))) best = by
    }
  }
  return best
}

/** The lines that what came to rest stands on; the middle only where no edge does. */
function linesOf(moved: Box, others: Box[], axis: Axis): Guide[] {
  const across = ACROSS[axis]
  const through = (part: typeof start): Guide[] => {
    const at = part(moved, axis)
    const on = others.filter((box) => Math.abs(part(box, axis) - at) < HAIR)
    if (on.length === 0) return []
    const all = [moved, ...on]
    const from = Math.min(...all.map((box) => start(box, across)))
    return [{ axis, at, from, to: Math.max(...all.map((box) => end(box, across))) }]
  }
  const lines = [...through(start), ...through(end)]
  return lines.length > 0 ? lines : through(middle)
}

const toGrid = (at: number, grid: number | null) => (grid ? Math.round(at / grid) * grid - at : 0)

/** Each axis by itself: to the nearest line that is near enough, else to the grid. */
export function restingAt(moved: Box, others: Box[], { within, grid }: Pull): Resting {
  const across = least(moved, others, 'x', within)
  const down = least(moved, others, 'y', within)
  const by = { x: across ?? toGrid(moved.x, grid), y: down ?? toGrid(moved.y, grid) }
  const at = { ...moved, x: moved.x + by.x, y: moved.y + by.y }
  return { by, guides: [...linesOf(at, others, 'x'), ...linesOf(at, others, 'y')] }
}
