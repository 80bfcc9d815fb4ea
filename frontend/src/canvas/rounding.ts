import type { Position } from '../graph/document'

/** A place moved by so much, in whole units. */
export const rounded = ({ x, y }: Position, byX: number, byY: number): Position => ({
  x: Math.round(x + byX),
  y: Math.round(y + byY),
})
