/** A free place for something new, as near as can be to where it was wished. */
import { type Box, boundsOf, boxOf, type Sizes } from './arrange'
import type { JourneyDocument, Position } from './document'
import { FRAME, frameOf } from './groups'
import { NOTE_HEIGHT, NOTE_WIDTH } from './normalise'
import { groupsOf, notesOf, placesOf } from './read'
import { onGrid } from './spots'

/** Kept free around it, the rounding to the grid included. */
const GAP = 30
/** Only beside these many nearest ones a place is looked for. */
const NEAREST = 24

type Size = Pick<Box, 'width' | 'height'>

const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width + GAP &&
  b.x < a.x + a.width + GAP &&
  a.y < b.y + b.height + GAP &&
  b.y < a.y + a.height + GAP

const away = (box: Box, { x, y }: Position) =>
  Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)

/** Around this middle when nothing stands there, else beside what does, else below everything. */
export function clearPlace(middle: Position, { width, height }: Size, taken: Box[]): Position {
  const wish = { x: middle.x - width / 2, y: middle.y - height / 2 }
  const near = taken.toSorted((a, b) => away(a, middle) - away(b, middle)).slice(0, NEAREST)
  const xs = [wish.x, ...near.flatMap((box) => [box.x - width - GAP, box.x + box.width + GAP])]
  const ys = [wish.y, ...near.flatMap((box) => [box.y - height - GAP, box.y + box.height + GAP])]
  const spots = xs
    .flatMap((x) => ys.map((y): Box => ({ x, y, width, height })))
    .sort((a, b) => away(a, middle) - away(b, middle))
  const free = spots.find((spot) => !taken.some((box) => overlaps(spot, box)))
  const all = boundsOf(taken)
  return onGrid(free ?? (all ? { x: wish.x, y: all.y + all.height + GAP } : wish))
}

/** On no card, on no other note, and on no title of a group. */
export function placeForNote(document: JourneyDocument, middle: Position, sizes?: Sizes): Position {
  const boxes = [...placesOf(document), ...Object.keys(notesOf(document))].flatMap(
    (id) => boxOf(document, id, sizes) ?? [],
  )
  const titles = Object.values(groupsOf(document)).flatMap((group) => {
    const frame = frameOf(document, group, sizes)
    return frame ? [{ ...frame, height: FRAME.title }] : []
  })
  return clearPlace(middle, { width: NOTE_WIDTH, height: NOTE_HEIGHT }, [...boxes, ...titles])
}
