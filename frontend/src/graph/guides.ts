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

const edges = (box: Box, axis: Axis): number[] => [box[axis], box[axis] + box[SIZE[axis]]]
const middle = (box: Box, axis: Axis): number => box[axis] + box[SIZE[axis]] / 2

/** Edges line up with edges, middles with middles. */
function least(moved: Box, others: Box[], axis: Axis, within: number): number | null {
  let best: number | null = null
  const offer = (by: number) => {
    if (Math.abs(by) <= within && (best === null || Math.abs(by) < Math.abs(best))) best = by
  }
  const mine = edges(moved, axis)
  for (const other of others) {
    for (const at of edges(other, axis)) for (const own of mine) offer(at - own)
    offer(middle(other, axis) - middle(moved, axis))
  }
  return best
}

/** The lines that what came to rest stands on; the middle only where no edge does. */
function linesOf(moved: Box, others: Box[], axis: Axis): Guide[] {
  const through = (at: number, on: (box: Box) => boolean): Guide[] => {
    const all = [moved, ...others.filter(on)]
    if (all.length < 2) return []
    const ends = all.flatMap((box) => edges(box, ACROSS[axis]))
    return [{ axis, at, from: Math.min(...ends), to: Math.max(...ends) }]
  }
  const same = (a: number, b: number) => Math.abs(a - b) < HAIR
  const lines = edges(moved, axis).flatMap((at) =>
    through(at, (box) => edges(box, axis).some((edge) => same(edge, at))),
  )
  const at = middle(moved, axis)
  return lines.length > 0 ? lines : through(at, (box) => same(middle(box, axis), at))
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
