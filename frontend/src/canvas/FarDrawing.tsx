import { useStore, ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { CARD_WIDTH } from '../graph/layout'
import classes from './canvas.module.css'
import { usePointing } from './pointing'
import { plainPathOf } from './routing'
import { cutTo } from './textLines'
import type { CardNode } from './toFlow'
import { useWays } from './ways'

/** Below this size not even large letters are read. */
const WORDLESS = 0.17

/**
 * A large journey seen from far away: all edges are one line, all cards of a family one shape. Hundreds of
 * elements that lie one by one are what makes a browser slow, however simple each is; so the cards
 * themselves paint nothing then, and only take the pointer.
 */
export function FarDrawing({ nodes, lines }: { nodes: CardNode[]; lines: boolean }) {
  const ways = useWays()
  const aimed = usePointing((state) => state.aimed)
  const worded = useStore((state) => state.transform[2] > WORDLESS)
  const edges = useMemo(() => ways?.edges.map((edge) => plainPathOf(ways.of(edge.id))).join('') ?? '', [ways])
  const shapes = useMemo(() => shapesOf(nodes), [nodes])
  return (
    <ViewportPortal>
      <svg className={classes.far} aria-hidden="true">
        {lines && <path className={classes.farEdge} d={edges} />}
        {aimed && <path className={classes.farEdge} data-aimed d={plainPathOf(ways?.of(aimed) ?? [])} />}
        <path className={classes.farCard} d={shapes.cards} />
        {Object.entries(shapes.stripes).map(([family, path]) => (
          <path key={family} className={classes.farStripe} data-family={family} d={path} />
        ))}
        <path className={classes.farSelected} d={shapes.selected} />
        {worded && nodes.map((node) => <FarName key={node.id} node={node} />)}
      </svg>
    </ViewportPortal>
  )
}

const STRIPE = 14

const box = (x: number, y: number, width: number, height: number) =>
  `M${Math.round(x)} ${Math.round(y)}h${width}v${height}h${-width}z`

function shapesOf(nodes: CardNode[]) {
  const stripes: Record<string, string> = {}
  let cards = ''
  let selected = ''
  for (const { position, data, selected: chosen } of nodes) {
    const { x, y } = position
    const shape = box(x, y, CARD_WIDTH, data.face.height)
    cards += shape
    if (chosen) selected += shape
    stripes[data.family] = (stripes[data.family] ?? '') + box(x, y, STRIPE, data.face.height)
  }
  return { cards, stripes, selected }
}

const SIZE = 26
const ROOM = CARD_WIDTH - STRIPE - 22

const FarName = memo(
  function FarName({ node }: { node: CardNode }) {
    const { position, data } = node
    return (
      <text
        className={classes.farName}
        fontSize={SIZE}
        x={position.x + STRIPE + 11}
        y={position.y + data.face.height / 2 + SIZE / 3}
      >
        {cutTo(data.face.title, ROOM, 600, SIZE)}
      </text>
    )
  },
  (a, b) =>
    a.node.data === b.node.data &&
    a.node.position.x === b.node.position.x &&
    a.node.position.y === b.node.position.y,
)
