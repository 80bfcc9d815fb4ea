import { useMemo } from 'react'
import { useFrame } from '../editor/context'
import type { JourneyDocument, Position } from '../graph/document'
import { isLoose, putOnEdge } from '../graph/inserting'
import { CARD_WIDTH } from '../graph/layout'
import { move } from '../graph/operations'
import type { Ways } from './drawing'
import { aimAt, pointing } from './pointing'
import type { CardNode } from './toFlow'

/** How near to an edge the middle of a card must come to go into it. */
const NEAR = 44

const middle = ({ position, height = 0 }: CardNode): Position => ({
  x: position.x + CARD_WIDTH / 2,
  y: position.y + height / 2,
})

/** A drag of cards is one change when it ends; a step without edges goes into the edge it is let go over. */
export function useDragging(ways: Ways) {
  const { store, kinds } = useFrame()
  return useMemo(() => {
    const aimOf = (dragged: CardNode[]): string | null => {
      const [only] = dragged
      const { document } = store.getState()
      if (dragged.length !== 1 || !only || !isLoose(document, only.id)) return null
      return ways.near(middle(only), NEAR)?.id ?? null
    }
    return {
      onNodeDrag: (_: unknown, __: unknown, dragged: CardNode[]) => aimAt(aimOf(dragged)),
      onNodeDragStop: (_: unknown, __: unknown, dragged: CardNode[]) => {
        const positions = Object.fromEntries(dragged.map((node) => [node.id, node.position]))
        const { aimed } = pointing.getState()
        aimAt(null)
        const edge = ways.edges.find(({ id }) => id === aimed)
        const id = dragged[0]?.id ?? ''
        store.getState().apply((document: JourneyDocument) => {
          const moved = move(document, positions)
          return edge ? putOnEdge(moved, kinds, edge, id) : moved
        })
      },
    }
  }, [ways, store, kinds])
}
