import { type NodeChange, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { useFrame } from '../editor/context'
import type { JourneyDocument, Position } from '../graph/document'
import { isLoose, putOnEdge } from '../graph/inserting'
import { CARD_WIDTH } from '../graph/layout'
import { move } from '../graph/operations'
import { GRID } from '../graph/spots'
import { boxesOf, type Ways } from './drawing'
import { aimAt, guideBy, pointing } from './pointing'
import { Snapping } from './snapping'
import type { CardNode } from './toFlow'

/** How near to an edge the middle of a card must come to go into it. */
const NEAR = 44
/** How near to a line with another card, on the screen. */
const LINE = 6

const middle = ({ position, height = 0 }: CardNode): Position => ({
  x: position.x + CARD_WIDTH / 2,
  y: position.y + height / 2,
})

type OnChange = (changes: NodeChange<CardNode>[]) => void

/** Alt or Ctrl, asked before xyflow hears of the movement. */
function useFreeKey() {
  const free = useRef(false)
  useEffect(() => {
    const look = ({ altKey, ctrlKey, metaKey }: MouseEvent | KeyboardEvent) => {
      free.current = altKey || ctrlKey || metaKey
    }
    const names = ['pointermove', 'keydown', 'keyup'] as const
    for (const name of names) window.addEventListener(name, look, { capture: true })
    return () => {
      for (const name of names) window.removeEventListener(name, look, { capture: true })
    }
  }, [])
  return free
}

/**
 * A drag of cards is one change when it ends; a step without edges goes into the edge it is let go over.
 * Cards come to rest on lines with others, else on the grid, but not while Alt or Ctrl is down.
 */
export function useDragging(ways: Ways, onNodesChange: OnChange) {
  const { store, kinds } = useFrame()
  const api = useStoreApi()
  const free = useFreeKey()
  const snapping = useRef<Snapping | null>(null)
  return useMemo(() => {
    const view = () => {
      const { transform, width, height } = api.getState()
      const [x, y, zoom] = transform
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
    }
    const pull = () => {
      if (free.current) return null
      return { within: LINE / api.getState().transform[2], grid: store.getState().snap ? GRID : null }
    }
    const aimOf = (dragged: CardNode[]): string | null => {
      const [only] = dragged
      const { document } = store.getState()
      if (dragged.length !== 1 || !only || !isLoose(document, only.id)) return null
      return ways.near(middle(only), NEAR)?.id ?? null
    }
    return {
      onNodesChange: (changes: NodeChange<CardNode>[]) => {
        const drag = snapping.current
        if (!drag) return onNodesChange(changes)
        const ends = changes.some((change) => change.type === 'position' && !change.dragging)
        onNodesChange(drag.take(changes, view(), pull()))
        guideBy(ends ? [] : drag.guides)
      },
      onDragStart: (dragged: CardNode[]) => {
        const ids = new Set(dragged.map(({ id }) => id))
        snapping.current = new Snapping(boxesOf(store.getState().document, kinds), ids)
      },
      flow: {
        onNodeDrag: (_: unknown, __: unknown, dragged: CardNode[]) => aimAt(aimOf(dragged)),
        onNodeDragStop: (_: unknown, __: unknown, dragged: CardNode[]) => {
          const { current } = snapping
          const rests = (position: Position) => current?.at(position) ?? position
          const positions = Object.fromEntries(dragged.map((node) => [node.id, rests(node.position)]))
          const { aimed } = pointing.getState()
          snapping.current = null
          aimAt(null)
          const edge = ways.edges.find(({ id }) => id === aimed)
          const id = dragged[0]?.id ?? ''
          store.getState().apply((document: JourneyDocument) => {
            const moved = move(document, positions)
            return edge ? putOnEdge(moved, kinds, edge, id) : moved
          })
        },
      },
    }
  }, [ways, store, kinds, api, free, onNodesChange])
}
