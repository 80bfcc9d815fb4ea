import type { Edge as FlowEdge, Node } from '@xyflow/react'
import type { Kinds } from '../graph/catalogue'
import type { Direction, JourneyDocument, Step, Trigger } from '../graph/document'
import { CARD_WIDTH } from '../graph/layout'
import { spokenName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import {
  directionOf,
  type Edge,
  edgesOf,
  isTrigger,
  kindOf,
  place,
  positionOf,
  readingOrder,
} from '../graph/read'
import { familyOf } from '../steps/StepIcon'
import type { Family } from '../ui/theme'
import { type CardFace, faceOf } from './cardSize'

/** All that a card draws; it is the same object while the place in the document is. */
export interface CardData extends Record<string, unknown> {
  found: Trigger | Step
  face: CardFace
  family: Family
  ports: Port[]
  trigger: boolean
  direction: Direction
  unknown: boolean
}
export type CardNode = Node<CardData, 'card'>
export type StepEdge = FlowEdge<{ label: string; tone: string; crowded: boolean }, 'step'>

/** From this many on, only the cards in view are drawn, and plainly where they are small. */
export const MANY = 150

/** The cards of the document, reusing those of `before` that say the same. */
export function toNodes(
  document: JourneyDocument,
  kinds: Kinds,
  selected: Set<string>,
  before: Map<string, CardNode>,
  role = '',
): CardNode[] {
  return readingOrder(document).flatMap((id) => {
    const known = before.get(id)
    const position = positionOf(document, id)
    const data = dataOf(document, kinds, id, known?.data)
    if (!data) return []
    const isSelected = selected.has(id)
    const samePlace = known?.position.x === position.x && known.position.y === position.y
    if (known && samePlace && known.data === data && known.selected === isSelected) return known
    if (known && known.data === data) return { ...known, position, selected: isSelected }
    const { height, handles } = data.face
    return {
      id,
      type: 'card' as const,
      position,
      data,
      selected: isSelected,
      ariaLabel: spokenName(document, kinds, id),
      // Known ahead, so that nothing is measured; see cardSize.ts.
      width: CARD_WIDTH,
      height,
      measured: { width: CARD_WIDTH, height },
      handles,
      domAttributes: { 'aria-roledescription': role },
    }
  })
}

function dataOf(document: JourneyDocument, kinds: Kinds, id: string, before?: CardData): CardData | null {
  const found = place(document, id)
  if (!found) return null
  const direction = directionOf(document)
  const trigger = isTrigger(document, id)
  const ports = portsAt(document, kinds, id)
  const kind = kindOf(document, kinds, id)
  // A step whose next changes is another object with the same ports.
  if (before?.found === found && before.direction === direction && before.ports === ports) return before
  const face = faceOf({ found, kind, ports, trigger, direction })
  const family = familyOf(trigger ? 'trigger' : (kind?.group ?? 'flow'))
  return { found, face, family, ports, trigger, direction, unknown: !kind }
}

const CROWDED = 3

/** The edges of the document; the same array while none of them changed. */
export function toEdges(
  document: JourneyDocument,
  kinds: Kinds,
  selectedEdge: string | null,
  before: StepEdge[] = [],
  former: Edge[] = [],
): StepEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const next = [...edgesOf(document), ...former]
    .filter((edge) => document.steps[edge.target])
    .map((edge) => {
      const old = known.get(edge.id)
      const all = portsAt(document, kinds, edge.source)
      const port = all.find((candidate) => candidate.name === edge.port)
      const data = { label: port?.title ?? '', tone: port?.tone ?? 'plain', crowded: all.length > CROWDED }
      const selected = edge.id === selectedEdge
      if (old?.target === edge.target && old.selected === selected && sameData(old.data, data)) return old
      return {
        id: edge.id,
        type: 'step' as const,
        source: edge.source,
        sourceHandle: edge.port,
        target: edge.target,
        selected,
        data,
      }
    })
  const same = next.length === before.length && next.every((edge, index) => edge === before[index])
  return same ? before : next
}

const sameData = (a: StepEdge['data'], b: StepEdge['data']) =>
  a?.label === b?.label && a?.tone === b?.tone && a?.crowded === b?.crowded
