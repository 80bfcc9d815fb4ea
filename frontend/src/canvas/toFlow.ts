import type { Edge as FlowEdge, Node } from '@xyflow/react'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { spokenName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import { edgesOf, isTrigger, positionOf, readingOrder } from '../graph/read'

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
  return readingOrder(document).map((id) => {
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
    return { ...known, id, type: 'card', position, data, selected: isSelected, ariaLabel }
  })
}

const CROWDED = 3

/** The same for edges; an edge is drawn again only when what it says or its selection changed. */
export function toEdges(
  document: JourneyDocument,
  kinds: Kinds,
  selectedEdge: string | null,
  before: Map<string, StepEdge> = new Map(),
): StepEdge[] {
  return edgesOf(document)
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
