import type { NodeChange } from '@xyflow/react'
import { type Box, boundsOf } from '../graph/arrange'
import type { Position } from '../graph/document'
import { type Guide, type Pull, restingAt } from '../graph/guides'
import type { Box as CardBox } from './routing'
import type { CardNode } from './toFlow'

type Change = NodeChange<CardNode>
const STILL: Position = { x: 0, y: 0 }

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** One drag of cards. Xyflow says where the pointer would have them; here is where they go. */
export class Snapping {
  guides: Guide[] = []
  private by = STILL

  private readonly others: Box[]
  private readonly sizes: Map<string, Box>

  /** All cards as the drag begins, and which of them are dragged. */
  constructor(cards: CardBox[], dragged: ReadonlySet<string>) {
    this.others = cards.filter(({ id }) => !dragged.has(id))
    this.sizes = new Map(cards.filter(({ id }) => dragged.has(id)).map((box) => [box.id, box]))
  }

  /** The moves put on a line with the cards in view, or on the grid; as they are when they shall be free. */
  take(changes: Change[], view: Box, pull: Pull | null): Change[] {
    const moved = boundsOf(
      changes.flatMap((change) => {
        const size = change.type === 'position' ? this.sizes.get(change.id) : undefined
        return size && change.type === 'position' && change.position ? [{ ...size, ...change.position }] : []
      }),
    )
    if (!moved) return changes
    if (pull) {
      const near = this.others.filter((box) => overlap(box, view))
      const { by, guides } = restingAt(moved, near, pull)
      this.by = by
      this.guides = guides
    } else {
      this.by = STILL
      this.guides = []
    }
    return changes.map((change) =>
      change.type === 'position' && change.position
        ? { ...change, position: this.at(change.position) }
        : change,
    )
  }

  /** Where a card goes that the pointer would have here. */
  at = ({ x, y }: Position): Position => ({ x: x + this.by.x, y: y + this.by.y })
}
