/** Where the drawing is shown: the part of its window that nothing lies over, and views that fit into it. */
import type { Box } from './arrange'
import type { Position } from './document'

/** From the drawing to the window: a point p of the drawing is shown at p * zoom + (x, y). */
export interface View extends Position {
  zoom: number
}

export interface Zooms {
  least: number
  most: number
}

const right = (box: Box) => box.x + box.width
const bottom = (box: Box) => box.y + box.height
const area = (box: Box) => box.width * box.height
const between = (x: number, y: number, toX: number, toY: number): Box => ({
  x,
  y,
  width: Math.max(0, toX - x),
  height: Math.max(0, toY - y),
})

export const overlap = (a: Box, b: Box) =>
  a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)

/** What lies over the window; a bar along its foot takes the whole of that. */
export interface Cover extends Box {
  bar?: boolean
}

/** What is left of the room at each of the four sides of what covers it, or above a bar. */
const besides = (room: Box, cover: Cover): Box[] => [
  between(room.x, room.y, right(room), cover.y),
  ...(cover.bar ? [] : beneathAndBeside(room, cover)),
]

const beneathAndBeside = (room: Box, cover: Box): Box[] => [
  between(room.x, bottom(cover), right(room), bottom(room)),
  between(room.x, room.y, cover.x, bottom(room)),
  between(right(cover), room.y, right(room), bottom(room)),
]

/** The part of the window that none of these lies over: the largest, or the best for what is asked. */
export function roomBeside(window: Box, covers: Cover[], worth: (room: Box) => number = area): Box {
  const [cover, ...others] = covers.filter((each) => overlap(window, each))
  if (!cover) return window
  return besides(window, cover)
    .map((room) => roomBeside(room, others, worth))
    .reduce((best, room) => (worth(room) > worth(best) ? room : best))
}

/** A room is worth as much as it lets these bounds be large; of equal ones the larger is. */
export const worthFor =
  (bounds: Box, most: number) =>
  (room: Box): number =>
    Math.min(most, wholeAt(bounds, room)) + area(room) / 1e12

const wholeAt = (bounds: Box, room: Box) => Math.min(room.width / bounds.width, room.height / bounds.height)

/** Smaller by a margin at each side, while there is that much; larger by a negative one. */
export function inset(box: Box, by: number): Box {
  const [across, down] = [Math.min(by, box.width / 4), Math.min(by, box.height / 4)]
  return { x: box.x + across, y: box.y + down, width: box.width - 2 * across, height: box.height - 2 * down }
}

/** The bounds in the middle of the room, as large as it and the zooms allow. */
export function viewOf(bounds: Box, room: Box, { least, most }: Zooms): View {
  const zoom = Math.min(most, Math.max(least, wholeAt(bounds, room)))
  return centred({ x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }, room, zoom)
}

/** The point of the drawing in the middle of the room. */
export const centred = (at: Position, room: Box, zoom: number): View => ({
  x: room.x + room.width / 2 - at.x * zoom,
  y: room.y + room.height / 2 - at.y * zoom,
  zoom,
})

export const shownAt = (box: Box, { x, y, zoom }: View): Box => ({
  x: box.x * zoom + x,
  y: box.y * zoom + y,
  width: box.width * zoom,
  height: box.height * zoom,
})

const HAIR = 0.5
export const isInside = (box: Box, room: Box): boolean =>
  box.x >= room.x - HAIR &&
  box.y >= room.y - HAIR &&
  right(box) <= right(room) + HAIR &&
  bottom(box) <= bottom(room) + HAIR

/** The view slid as little as brings the box into the room; its upper left part where it is too large. */
export function slidTo(box: Box, room: Box, view: View): View {
  const shown = shownAt(box, view)
  const by = (from: number, size: number, start: number, space: number) =>
    from < start || size > space ? start - from : Math.min(0, start + space - from - size)
  return {
    x: view.x + by(shown.x, shown.width, room.x, room.width),
    y: view.y + by(shown.y, shown.height, room.y, room.height),
    zoom: view.zoom,
  }
}

/** Where something of this size stands by a box: above it, else below it, else at the top of the room. */
export function besideBox(box: Box, size: { width: number; height: number }, room: Box): Position {
  const within = (at: number, start: number, space: number) => Math.max(start, Math.min(at, start + space))
  const x = box.x + (box.width - size.width) / 2
  const above = box.y - size.height
  const below = bottom(box)
  const fits = (y: number) => y >= room.y && y + size.height <= bottom(room)
  return {
    x: within(x, room.x, Math.max(0, room.width - size.width)),
    y: [above, below].find(fits) ?? room.y,
  }
}
