import { type Edge as FlowEdge, type Node, Position } from '@xyflow/react'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { CARD_HEIGHT, CARD_WIDTH } from '../graph/layout'
import { spokenName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import { type Edge, edgesOf, isTrigger, positionOf, readingOrder } from '../graph/read'

/** What a card needs beside the document: its ports, by which xyflow places the ends of edges. */
export type CardNode = Node<{ ports: Port[]; trigger: boolean }, 'card'>
export type StepEdge = FlowEdge<{ label: string; tone: string; crowded: boolean }, 'step'>

const samePorts = (a: Port[], b: Port[]) =>
  a.length === b.length &&
  a.every(
    (port, index) =>
      port.name === b[index]?.name && port.title === b[index]?.title && port.tone === b[index]?.tone,
  )

/** The nodes of the document, reusing those of `before` that say the same, with what xyflow measured. */
export function toNodes(
  document: JourneyDocument,
  kinds: Kinds,
  selected: Set<string>,
  before: Map<string, CardNode>,
): CardNode[] {
  const ids = readingOrder(document)
  const many = ids.length > MANY
  return ids.map((id) => {
    const known = before.get(id)
    const position = positionOf(document, id)
    const ports = portsAt(document, kinds, id)
    const isSelected = selected.has(id)
    const ariaLabel = spokenName(document, kinds, id)
    const samePlace = known?.position.x === position.x && known.position.y === position.y
    const sameSaid = known !== undefined && samePorts(known.data.ports, ports)
    const sameLook = known?.selected === isSelected && known.ariaLabel === ariaLabel
    if (known && samePlace && sameSaid && sameLook) return known
    const data = sameSaid ? known.data : { ports, trigger: isTrigger(document, id) }
    const node: CardNode = { ...known, id, type: 'card', position, data, selected: isSelected, ariaLabel }
    return many && !known ? { ...node, ...estimate(ports, data.trigger) } : node
  })
}

/** From this many on, only the cards in view are drawn. */
export const MANY = 150
const HANDLE = 11

/**
 * What xyflow would measure, guessed, so that hundreds of cards need not be drawn once to be measured. A
 * card that comes into view is measured then, and the guess is dropped.
 */
function estimate(ports: Port[], trigger: boolean): Partial<CardNode> {
  const handle = (id: string | null, type: 'source' | 'target', x: number, y: number) => ({
    id,
    type,
    position: type === 'source' ? Position.Bottom : Position.Top,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  })
  const height = CARD_HEIGHT - 20
  const sources = ports.map((port, index) =>
    handle(port.name, 'source', (CARD_WIDTH * (index + 0.5)) / ports.length, height),
  )
  const target = trigger ? [] : [handle(null, 'target', CARD_WIDTH / 2, 0)]
  return { initialWidth: CARD_WIDTH, initialHeight: height, handles: [...target, ...sources] }
}

const CROWDED = 3

/** The same for edges; an edge is drawn again only when what it says or its selection changed. */
export function toEdges(
  document: JourneyDocument,
  kinds: Kinds,
  selectedEdge: string | null,
  before: Map<string, StepEdge> = new Map(),
  former: Edge[] = [],
): StepEdge[] {
  return [...edgesOf(document), ...former]
    .filter((edge) => document.steps[edge.target])
    .map((edge) => {
      const known = before.get(edge.id)
      const all = portsAt(document, kinds, edge.source)
      const port = all.find((candidate) => candidate.name === edge.port)
      const data = { label: port?.title ?? '', tone: port?.tone ?? 'plain', crowded: all.length > CROWDED }
      const selected = edge.id === selectedEdge
      const same = known?.target === edge.target && known.selected === selected && sameData(known.data, data)
      if (known && same) return known
      return {
        id: edge.id,
        type: 'step',
        source: edge.source,
        sourceHandle: edge.port,
        target: edge.target,
        selected,
        data,
      }
    })
}

const sameData = (a: StepEdge['data'], b: StepEdge['data']) =>
  a?.label === b?.label && a?.tone === b?.tone && a?.crowded === b?.crowded
