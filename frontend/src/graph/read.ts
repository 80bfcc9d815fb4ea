import type { Kind, Kinds } from './catalogue'
import type { Direction, Group, JourneyDocument, Note, Position, Step, Trigger } from './document'

/** The one port of a trigger; the document writes it as a plain `next`. */
export const TRIGGER_PORT = 'out'

export interface Edge {
  id: string
  source: string
  port: string
  target: string
}

export const edgeId = (source: string, port: string) => `${source}:${port}`

export function edgesOf(document: JourneyDocument): Edge[] {
  const edges: Edge[] = []
  for (const [source, trigger] of Object.entries(document.triggers)) {
    if (trigger.next) {
      edges.push({ id: edgeId(source, TRIGGER_PORT), source, port: TRIGGER_PORT, target: trigger.next })
    }
  }
  for (const [source, step] of Object.entries(document.steps)) {
    for (const [port, target] of Object.entries(step.next)) {
      edges.push({ id: edgeId(source, port), source, port, target })
    }
  }
  return edges
}

export const isTrigger = (document: JourneyDocument, id: string) => Object.hasOwn(document.triggers, id)
export const isStep = (document: JourneyDocument, id: string) => Object.hasOwn(document.steps, id)
export const exists = (document: JourneyDocument, id: string) =>
  isTrigger(document, id) || isStep(document, id)

/** Triggers first, then steps, in the order they were written. */
export const placesOf = (document: JourneyDocument): string[] => [
  ...Object.keys(document.triggers),
  ...Object.keys(document.steps),
]

export function place(document: JourneyDocument, id: string): Trigger | Step | undefined {
  if (isTrigger(document, id)) return document.triggers[id]
  return isStep(document, id) ? document.steps[id] : undefined
}

export function kindOf(document: JourneyDocument, kinds: Kinds, id: string): Kind | undefined {
  const found = place(document, id)
  if (!found) return undefined
  return isTrigger(document, id) ? kinds.trigger(found.kind) : kinds.step(found.kind)
}

export function targetOf(document: JourneyDocument, source: string, port: string): string | undefined {
  if (isTrigger(document, source)) return document.triggers[source]?.next ?? undefined
  return document.steps[source]?.next[port]
}

export const incoming = (document: JourneyDocument, id: string): Edge[] =>
  edgesOf(document).filter((edge) => edge.target === id)

export const positionOf = (document: JourneyDocument, id: string): Position =>
  (Object.hasOwn(document.layout, id) && document.layout[id]) || { x: 0, y: 0 }

/** Every step that a run can stand on after `start`, `start` itself included. */
export function reachableFrom(document: JourneyDocument, starts: Iterable<string>): Set<string> {
  const seen = new Set<string>()
  const open = [...starts]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const next = isTrigger(document, id)
      ? [document.triggers[id]?.next]
      : Object.values(document.steps[id]?.next ?? {})
    for (const target of next) if (target) open.push(target)
  }
  return seen
}

/** As one reads the drawing: from the top down, and from the left within a row. */
export function readingOrder(document: JourneyDocument): string[] {
  const at = (id: string) => positionOf(document, id)
  return placesOf(document).sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x)
}

const NO_GROUPS: Record<string, Group> = {}
const NO_NOTES: Record<string, Note> = {}
export const groupsOf = (document: JourneyDocument): Record<string, Group> =>
  document.canvas?.groups ?? NO_GROUPS
export const notesOf = (document: JourneyDocument): Record<string, Note> => document.canvas?.notes ?? NO_NOTES
/** The group that a place stands in. */
export const groupWith = (document: JourneyDocument, id: string): string | undefined =>
  Object.entries(groupsOf(document)).find(([, group]) => group.members.includes(id))?.[0]
export const directionOf = (document: JourneyDocument): Direction => document.canvas?.direction ?? 'down'

/** The document without its look: two that agree in this do the same. */
export function behaviour({
  layout: _layout,
  canvas: _canvas,
  ...rest
}: JourneyDocument): Omit<JourneyDocument, 'layout' | 'canvas'> {
  return rest
}
