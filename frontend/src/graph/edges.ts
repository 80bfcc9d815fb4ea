/** Drawing and taking away edges: only from a port that is there, only to a step, never to itself. */
import type { Kinds } from './catalogue'
import { without, withStep, withTrigger } from './changing'
import type { JourneyDocument } from './document'
import { portsOf } from './ports'
import { isStep, isTrigger, place, TRIGGER_PORT } from './read'

/** The ports an edge may leave from. An unknown kind keeps the ports that are drawn already. */
export function portNames(document: JourneyDocument, kinds: Kinds, id: string): string[] {
  if (isTrigger(document, id)) return [TRIGGER_PORT]
  const step = place(document, id)
  if (!step) return []
  const kind = kinds.step(step.kind)
  return kind ? portsOf(kind, step.config).map((port) => port.name) : Object.keys(step.next ?? {})
}

export function canConnect(
  document: JourneyDocument,
  kinds: Kinds,
  source: string,
  port: string,
  target: string,
): boolean {
  return source !== target && isStep(document, target) && portNames(document, kinds, source).includes(port)
}

export function connect(
  document: JourneyDocument,
  kinds: Kinds,
  source: string,
  port: string,
  target: string,
): JourneyDocument {
  if (!canConnect(document, kinds, source, port, target)) return document
  if (isTrigger(document, source)) {
    return withTrigger(document, source, (trigger) => ({ ...trigger, next: target }))
  }
  return withStep(document, source, (step) => ({ ...step, next: { ...step.next, [port]: target } }))
}

export function disconnect(document: JourneyDocument, source: string, port: string): JourneyDocument {
  if (isTrigger(document, source)) {
    return withTrigger(document, source, (trigger) => ({ ...trigger, next: null }))
  }
  return withStep(document, source, (step) => ({ ...step, next: without(step.next, port) }))
}
