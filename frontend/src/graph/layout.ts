import type { ELK, ElkNode } from 'elkjs/lib/elk-api'
import type { Kinds } from './catalogue'
import { withLook } from './changing'
import type { Direction, JourneyDocument, Position } from './document'
import { portNames } from './edges'
import { edgeId, exists, placesOf, targetOf } from './read'
import { CARD_HEIGHT, CARD_WIDTH, snap } from './spots'

export { CARD_HEIGHT, CARD_WIDTH } from './spots'

/** Above this the prettier placement takes too long. */
const MANY = 120

/**
 * For elk all ports stand close to the middle of the lower edge, in their order: edges do not cross, and a
 * way without branches is one straight column.
 */
function asElk(document: JourneyDocument, kinds: Kinds): ElkNode {
  const order = walkingOrder(document, kinds)
  return {
    id: 'journey',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.spacing.nodeNode': '60',
      'elk.layered.spacing.nodeNodeBetweenLayers': '88',
      'elk.layered.nodePlacement.strategy': order.length > MANY ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.favorStraightEdges': 'true',
      'elk.separateConnectedComponents': 'true',
      'elk.spacing.componentComponent': '80',
    },
    children: order.map((id) => {
      const ports = portNames(document, kinds, id)
      return {
        id,
        width: CARD_WIDTH,
        height: CARD_HEIGHT,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [
          {
            id: `${id}:in`,
            x: CARD_WIDTH / 2,
            y: 0,
            width: 0,
            height: 0,
            layoutOptions: { 'elk.port.side': 'NORTH' },
          },
          ...ports.map((port, index) => ({
            id: `${id}:out:${port}`,
            x: CARD_WIDTH / 2 + (index - (ports.length - 1) / 2) * 2,
            y: CARD_HEIGHT,
            width: 0,
            height: 0,
            layoutOptions: { 'elk.port.side': 'SOUTH' },
          })),
        ],
      }
    }),
    edges: order.flatMap((source) =>
      portNames(document, kinds, source).flatMap((port) => {
        const target = targetOf(document, source, port)
        if (!target || !document.steps[target]) return []
        return [{ id: edgeId(source, port), sources: [`${source}:out:${port}`], targets: [`${target}:in`] }]
      }),
    ),
  }
}

/** As a customer goes: from the triggers along the ports in their order, then what is not reached. */
function walkingOrder(document: JourneyDocument, kinds: Kinds): string[] {
  const seen = new Set<string>()
  const open = [...Object.keys(document.triggers)]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id) || !exists(document, id)) continue
    seen.add(id)
    const targets = portNames(document, kinds, id).map((port) => targetOf(document, id as string, port))
    open.push(...targets.filter((target) => target !== undefined))
  }
  return [...seen, ...placesOf(document).filter((id) => !seen.has(id))]
}

let elk: Promise<ELK> | undefined

/** elkjs is half of the editor's weight; it is loaded when the first tidy-up asks for it. */
function engine(): Promise<ELK> {
  elk ??= import('elkjs/lib/elk.bundled.js').then((module) => new module.default())
  return elk
}

/** New positions for every place, top-down, on the grid. */
export async function tidy(document: JourneyDocument, kinds: Kinds): Promise<Record<string, Position>> {
  const laid = await (await engine()).layout(asElk(document, kinds))
  return Object.fromEntries(
    (laid.children ?? []).map((node) => [node.id, { x: snap(node.x ?? 0), y: snap(node.y ?? 0) }]),
  )
}

/** A document written by hand or by the API has no positions; then it is tidied as it opens. */
export const needsLayout = (document: JourneyDocument): boolean =>
  placesOf(document).some((id) => !document.layout[id])

/** Down is what a drawing is unless it says otherwise. */
export const setDirection = (document: JourneyDocument, direction: Direction): JourneyDocument =>
  withLook(document, { direction: direction === 'down' ? undefined : direction })
