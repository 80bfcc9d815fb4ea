/** An existing step put into an edge by hand. */
import type { Kinds } from './catalogue'
import type { JourneyDocument, Position } from './document'
import { CARD_HEIGHT, CARD_WIDTH } from './layout'
import { connect, portNames } from './operations'
import { directionOf, type Edge, incoming, isStep, targetOf } from './read'

/** A step that nothing leads to and that leads nowhere. */
export const isLoose = (document: JourneyDocument, id: string): boolean =>
  isStep(document, id) &&
  Object.keys(document.steps[id]?.next ?? {}).length === 0 &&
  incoming(document, id).length === 0

const GAP = 60

/** source -> step -> the old target, by the step's first port; what lies beyond makes room where it must. */
export function putOnEdge(
  document: JourneyDocument,
  kinds: Kinds,
  edge: Pick<Edge, 'source' | 'port' | 'target'>,
  id: string,
): JourneyDocument {
  if (!isLoose(document, id) || targetOf(document, edge.source, edge.port) !== edge.target) return document
  let next = connect(document, kinds, edge.source, edge.port, id)
  const first = portNames(next, kinds, id)[0]
  if (first !== undefined) next = connect(next, kinds, id, first, edge.target)
  return roomBehind(next, edge, id)
}

function roomBehind(
  document: JourneyDocument,
  { source, target }: Pick<Edge, 'source' | 'target'>,
  id: string,
): JourneyDocument {
  const axis: keyof Position = directionOf(document) === 'right' ? 'x' : 'y'
  const step = (axis === 'x' ? CARD_WIDTH : CARD_HEIGHT) + GAP
  const at = (place: string) => document.layout[place] ?? { x: 0, y: 0 }
  const ahead = at(target)[axis] > at(source)[axis]
  if (!ahead) return document
  const own = Math.max(at(id)[axis], at(source)[axis] + step)
  const short = own + step - at(target)[axis]
  const layout = { ...document.layout, [id]: { ...at(id), [axis]: own } }
  if (short > 0) {
    for (const [other, place] of Object.entries(document.layout)) {
      if (other !== id && place[axis] >= at(target)[axis])
        layout[other] = { ...place, [axis]: place[axis] + short }
    }
  }
  return { ...document, layout }
}
