/** Tidying: new positions, on the grid, along the direction of the drawing. */
import type { ElkNode } from 'elkjs/lib/elk-api'
import { type Box, boundsOf, boxOf, type Sizes } from './arrange'
import type { Kinds } from './catalogue'
import { withLook } from './changing'
import type { Direction, JourneyDocument, Position } from './document'
import { asElk } from './elkGraph'
import { place } from './engine'
import { directionOf, exists, notesOf, placesOf, positionOf } from './read'
import { onGrid } from './spots'

export { CARD_HEIGHT, CARD_WIDTH } from './spots'

export type Positions = Record<string, Position>

/** Down is what a drawing is unless it says otherwise. */
export const setDirection = (document: JourneyDocument, direction: Direction): JourneyDocument =>
  withLook(document, { direction: direction === 'down' ? undefined : direction })

/** Where all places would stand well, those of a group together; a note goes with the place it stands by. */
export async function tidy(document: JourneyDocument, kinds: Kinds, sizes?: Sizes): Promise<Positions> {
  const positions = positionsIn(await place(asElk(document, kinds, directionOf(document), sizes)))
  return { ...positions, ...notesBeside(document, positions) }
}

/** The same for these places only; their upper left corner stays where it is. */
export async function tidyOnly(
  document: JourneyDocument,
  kinds: Kinds,
  ids: Iterable<string>,
  sizes?: Sizes,
): Promise<Positions> {
  const only = new Set([...ids].filter((id) => exists(document, id)))
  const before = boundsOf([...only].flatMap((id) => boxOf(document, id) ?? []))
  if (!before) return {}
  const laid = positionsIn(await place(asElk(document, kinds, directionOf(document), sizes, only)))
  const [left, top] = [Math.min(...xs(laid)), Math.min(...ys(laid))]
  return mapped(laid, ({ x, y }) => onGrid({ x: x - left + before.x, y: y - top + before.y }))
}

const xs = (positions: Positions) => Object.values(positions).map(({ x }) => x)
const ys = (positions: Positions) => Object.values(positions).map(({ y }) => y)
const mapped = (positions: Positions, change: (at: Position) => Position): Positions =>
  Object.fromEntries(Object.entries(positions).map(([id, at]) => [id, change(at)]))

/** Of the cards, wherever their frames are. */
function positionsIn({ children = [] }: ElkNode, from: Position = { x: 0, y: 0 }): Positions {
  return Object.assign(
    {},
    ...children.map((node): Positions => {
      const at = { x: from.x + (node.x ?? 0), y: from.y + (node.y ?? 0) }
      return node.children ? positionsIn(node, at) : { [node.id]: onGrid(at) }
    }),
  )
}

const middle = ({ x, y, width, height }: Box): Position => ({ x: x + width / 2, y: y + height / 2 })

function notesBeside(document: JourneyDocument, positions: Positions): Positions {
  const cards = placesOf(document).flatMap((id) => {
    const box = boxOf(document, id)
    return box && document.layout[id] ? [{ id, at: middle(box) }] : []
  })
  const moved = Object.entries(notesOf(document)).flatMap(([id, note]): [string, Position][] => {
    const at = middle(note)
    const far = (card: (typeof cards)[number]) => Math.hypot(card.at.x - at.x, card.at.y - at.y)
    const nearest = cards.reduce<(typeof cards)[number] | undefined>(
      (best, card) => (best && far(best) <= far(card) ? best : card),
      undefined,
    )
    const to = nearest && positions[nearest.id]
    if (!nearest || !to) return []
    const from = positionOf(document, nearest.id)
    return [[id, { x: note.x + to.x - from.x, y: note.y + to.y - from.y }]]
  })
  return Object.fromEntries(moved)
}

/** A document written by hand or by the API has no positions; then it is tidied as it opens. */
export const needsLayout = (document: JourneyDocument): boolean =>
  placesOf(document).some((id) => !document.layout[id])
