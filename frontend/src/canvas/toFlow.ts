import type { Edge as FlowEdge, Node } from '@xyflow/react'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { spokenName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import { edgesOf, isTrigger, placesOf, positionOf, readingOrder } from '../graph/read'

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

export function toEdges(document: JourneyDocument, kinds: Kinds, selectedEdge: string | null): StepEdge[] {
  const ports = new Map(placesOf(document).map((id) => [id, portsAt(document, kinds, id)]))
  return edgesOf(document)
    .filter((edge) => document.steps[edge.target])
    .map((edge) => {
      const all = ports.get(edge.source) ?? []
      const port = all.find((candidate) => candidate.name === edge.port)
      return {
        id: edge.id,
        type: 'step',
        source: edge.source,
        sourceHandle: edge.port,
        target: edge.target,
        selected: edge.id === selectedEdge,
        data: { label: port?.title ?? '', tone: port?.tone ?? 'plain', crowded: all.length > CROWDED },
      }
    })
}
