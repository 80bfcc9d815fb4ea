/** Where cards stand: their size, the grid, and free places beside and behind them. */
import type { JourneyDocument, Position } from './document'
import { directionOf, positionOf } from './read'

export const CARD_WIDTH = 240
/** Room for a card of two lines of summary, its ports and the row of numbers below. */
export const CARD_HEIGHT = 132

/** Where edges come in when the journey runs to the right, from the top of the card. */
export const ENTRY = 36

export const GRID = 20
export const snap = (value: number) => Math.round(value / GRID) * GRID
export const onGrid = ({ x, y }: Position): Position => ({ x: snap(x), y: snap(y) })

/** From one card to the next along the way, and from one to the next across it. */
const ALONG = { down: CARD_HEIGHT + 68, right: CARD_WIDTH + 80 }
const GAP = 60

/** How far the next card along the way stands. */
export function stride(document: JourneyDocument): Position {
  const direction = directionOf(document)
  return direction === 'down' ? { x: 0, y: ALONG.down } : { x: ALONG.right, y: 0 }
}

/** The spot itself, or the next one across the way where no card stands. */
export function freeSpot(document: JourneyDocument, spot: Position): Position {
  const at = onGrid(spot)
  const taken = () =>
    Object.values(document.layout).some(
      (other) => Math.abs(other.x - at.x) < CARD_WIDTH + 20 && Math.abs(other.y - at.y) < CARD_HEIGHT + 20,
    )
  const down = directionOf(document) === 'down'
  while (taken()) {
    if (down) at.x += CARD_WIDTH + GAP
    else at.y += CARD_HEIGHT + GAP
  }
  return at
}

/** A free place behind the given one, along the way of the drawing. */
export function placeBelow(document: JourneyDocument, id: string): Position {
  const from = positionOf(document, id)
  const by = stride(document)
  return freeSpot(document, { x: from.x + by.x, y: from.y + by.y })
}

/** A free place beside the others that start the journey. */
export function placeBeside(document: JourneyDocument, ids: string[]): Position | null {
  const spots = ids.flatMap((id) => document.layout[id] ?? [])
  const last = spots.toSorted((a, b) => b.x + b.y - a.x - a.y)[0]
  return last ? freeSpot(document, last) : null
}
