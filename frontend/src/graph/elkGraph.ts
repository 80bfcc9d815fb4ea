/** A journey as elk takes it. */
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api'
import type { Sizes } from './arrange'
import type { Kinds } from './catalogue'
import type { Direction, Group, JourneyDocument } from './document'
import { portNames } from './edges'
import { FRAME } from './groups'
import { edgeId, exists, groupsOf, placesOf, positionOf, targetOf } from './read'
import { CARD_HEIGHT, CARD_WIDTH, ENTRY } from './spots'

/** Above this the prettier placement, and many tries at it, take too long. */
const MANY = 120

/** Elk takes it anew inside of every frame. */
const spacing = (direction: Direction): LayoutOptions => ({
  'elk.spacing.nodeNode': '60',
  'elk.layered.spacing.nodeNodeBetweenLayers': direction === 'down' ? '112' : '100',
})

const options = (direction: Direction, count: number): LayoutOptions => ({
  'elk.algorithm': 'layered',
  'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
  ...spacing(direction),
  'elk.layered.nodePlacement.strategy': count > MANY ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
  // Otherwise a large journey drifts away to one side, row by row.
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.thoroughness': count > MANY ? '3' : '7',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '80',
})

/**
 * For elk all ports stand close together, in their order: at the middle of the lower side, or where edges
 * come in at the right. So edges do not cross, and a way without branches is one straight line.
 */
function card(id: string, ports: string[], direction: Direction, height: number): ElkNode {
  const down = direction === 'down'
  const [at, along] = down ? [CARD_WIDTH / 2, height] : [ENTRY, CARD_WIDTH]
  const port = (name: string, across: number, far: number, side: string) => ({
    id: `${id}:${name}`,
    ...(down ? { x: across, y: far } : { x: far, y: across }),
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  })
  return {
    id,
    width: CARD_WIDTH,
    height,
    // Cards of one row begin at one height.
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS', 'elk.alignment': down ? 'TOP' : 'LEFT' },
    ports: [
      port('in', at, 0, down ? 'NORTH' : 'WEST'),
      ...ports.map((name, index) => {
        const across = at + (index - (ports.length - 1) / 2) * 2
        return port(`out:${name}`, across, along, down ? 'SOUTH' : 'EAST')
      }),
    ],
  }
}

const frame = (id: string, children: ElkNode[], direction: Direction): ElkNode => ({
  id,
  children,
  layoutOptions: {
    ...spacing(direction),
    'elk.padding': `[top=${FRAME.margin + FRAME.title},left=${FRAME.margin},bottom=${FRAME.margin},right=${FRAME.margin}]`,
  },
})

/** The places of `only`, else all; the members of a group in a frame of their own. */
export function asElk(
  document: JourneyDocument,
  kinds: Kinds,
  direction: Direction,
  sizes: Sizes = {},
  only?: Set<string>,
): ElkNode {
  const order = walkingOrder(document, kinds, direction).filter((id) => only?.has(id) ?? true)
  const there = new Set(order)
  const framed = framesOf(document, there)
  const heightOf = (id: string) => sizes[id]?.height ?? CARD_HEIGHT
  const nodes = order.map(
    (id) => [id, card(id, portNames(document, kinds, id), direction, heightOf(id))] as const,
  )
  const children: ElkNode[] = []
  const frames = new Map<string, ElkNode[]>()
  for (const [id, node] of nodes) {
    const group = framed.get(id)
    const inside = group === undefined ? children : frames.get(group)
    if (inside) {
      inside.push(node)
      continue
    }
    const members = [node]
    frames.set(group as string, members)
    children.push(frame(`group:${group}`, members, direction))
  }
  const layoutOptions = options(direction, order.length)
  if (frames.size > 0) layoutOptions['elk.hierarchyHandling'] = 'INCLUDE_CHILDREN'
  return { id: 'journey', layoutOptions, children, edges: edgesAmong(document, kinds, order, there) }
}

function edgesAmong(
  document: JourneyDocument,
  kinds: Kinds,
  order: string[],
  there: Set<string>,
): ElkExtendedEdge[] {
  return order.flatMap((source) =>
    portNames(document, kinds, source).flatMap((port) => {
      const target = targetOf(document, source, port)
      if (target === undefined || !there.has(target)) return []
      return [{ id: edgeId(source, port), sources: [`${source}:out:${port}`], targets: [`${target}:in`] }]
    }),
  )
}

/** Place -> its group, of the groups that are whole. */
function framesOf(document: JourneyDocument, there: Set<string>): Map<string, string> {
  const members = ([, group]: [string, Group]) => group.members.filter((id) => exists(document, id))
  return new Map(
    Object.entries(groupsOf(document))
      .filter((group) => members(group).every((id) => there.has(id)))
      .flatMap((group) => members(group).map((id) => [id, group[0]] as const)),
  )
}

/** As a customer goes: from the triggers along the ports in their order, then what is not reached. */
function walkingOrder(document: JourneyDocument, kinds: Kinds, direction: Direction): string[] {
  const seen = new Set<string>()
  const open = asTheyStand(document, Object.keys(document.triggers), direction)
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id) || !exists(document, id)) continue
    seen.add(id)
    const from = id
    const targets = portNames(document, kinds, from).map((port) => targetOf(document, from, port))
    open.push(...targets.filter((target) => target !== undefined))
  }
  const rest = placesOf(document).filter((id) => !seen.has(id))
  return [...seen, ...asTheyStand(document, rest, direction)]
}

/** Side by side as now, whatever the order of the keys: a drawing that is tidy stays as it is. */
function asTheyStand(document: JourneyDocument, ids: string[], direction: Direction): string[] {
  const [across, along] = direction === 'down' ? (['x', 'y'] as const) : (['y', 'x'] as const)
  return ids.sort((a, b) => {
    const [one, two] = [positionOf(document, a), positionOf(document, b)]
    return one[across] - two[across] || one[along] - two[along] || (a < b ? -1 : 1)
  })
}
