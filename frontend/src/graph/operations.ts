import type { Kind, Kinds } from './catalogue'
import { defaultConfig } from './defaults'
import type { Config, JourneyDocument, Position, Step, Trigger } from './document'
import { freshId } from './ids'
import { portsOf } from './ports'
import { exists, incoming, isStep, isTrigger, place, TRIGGER_PORT } from './read'

/**
 * Every operation takes a document and gives a new one, sharing what did not change; what makes no sense
 * (an unknown id, an edge into a trigger) gives the same document back. Documents stay sound: ids unique
 * across triggers and steps, edges only from an existing port to an existing step.
 */
export interface Added {
  document: JourneyDocument
  id: string
}

const without = <V>(record: Record<string, V>, key: string): Record<string, V> => {
  const { [key]: _, ...rest } = record
  return rest
}

function withStep(document: JourneyDocument, id: string, change: (step: Step) => Step): JourneyDocument {
  const step = document.steps[id]
  return step ? { ...document, steps: { ...document.steps, [id]: change(step) } } : document
}

function withTrigger(
  document: JourneyDocument,
  id: string,
  change: (trigger: Trigger) => Trigger,
): JourneyDocument {
  const trigger = document.triggers[id]
  return trigger ? { ...document, triggers: { ...document.triggers, [id]: change(trigger) } } : document
}

export function addStep(
  document: JourneyDocument,
  kind: Kind,
  at: Position,
  preset?: Config,
  wish?: string,
): Added {
  const id = freshId(document, wish ?? kind.kind)
  const step: Step = { kind: kind.kind, name: '', note: '', config: defaultConfig(kind, preset), next: {} }
  return {
    id,
    document: {
      ...document,
      steps: { ...document.steps, [id]: step },
      layout: { ...document.layout, [id]: at },
    },
  }
}

export function addTrigger(document: JourneyDocument, kind: Kind, at: Position, preset?: Config): Added {
  const id = freshId(document, kind.kind)
  const trigger: Trigger = {
    kind: kind.kind,
    name: '',
    note: '',
    config: defaultConfig(kind, preset),
    next: null,
  }
  return {
    id,
    document: {
      ...document,
      triggers: { ...document.triggers, [id]: trigger },
      layout: { ...document.layout, [id]: at },
    },
  }
}

/** The ports an edge may leave from. An unknown kind keeps the ports that are drawn already. */
export function portNames(document: JourneyDocument, kinds: Kinds, id: string): string[] {
  if (isTrigger(document, id)) return [TRIGGER_PORT]
  const step = document.steps[id]
  if (!step) return []
  const kind = kinds.step(step.kind)
  return kind ? portsOf(kind, step.config).map((port) => port.name) : Object.keys(step.next)
}

export function canConnect(
  document: JourneyDocument,
  kinds: Kinds,
  source: string,
  port: string,
  target: string,
) {
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
  if (isTrigger(document, source))
    return withTrigger(document, source, (trigger) => ({ ...trigger, next: target }))
  return withStep(document, source, (step) => ({ ...step, next: { ...step.next, [port]: target } }))
}

export function disconnect(document: JourneyDocument, source: string, port: string): JourneyDocument {
  if (isTrigger(document, source))
    return withTrigger(document, source, (trigger) => ({ ...trigger, next: null }))
  return withStep(document, source, (step) => ({ ...step, next: without(step.next, port) }))
}

/** Puts a new step into the edge: source -> new -> the old target, by the new step's first port. */
export function insertOnEdge(
  document: JourneyDocument,
  kinds: Kinds,
  edge: { source: string; port: string; target: string },
  kind: Kind,
  preset?: Config,
  wish?: string,
): Added {
  const below = document.layout[edge.target] ?? { x: 0, y: 0 }
  const added = addStep(document, kind, below, preset, wish)
  let next = shiftDown(added.document, edge.target, added.id)
  next = connect(next, kinds, edge.source, edge.port, added.id)
  const first = portNames(next, kinds, added.id)[0]
  if (first !== undefined) next = connect(next, kinds, added.id, first, edge.target)
  return { id: added.id, document: next }
}

const INSERT_SPACE = 200

/** Makes room: the step and all that lies below it in its column or further move down. */
function shiftDown(document: JourneyDocument, from: string, except: string): JourneyDocument {
  const line = document.layout[from]?.y ?? 0
  const layout: Record<string, Position> = {}
  for (const [id, at] of Object.entries(document.layout)) {
    const moves = id !== except && at.y >= line
    layout[id] = moves ? { x: at.x, y: at.y + INSERT_SPACE } : at
  }
  return { ...document, layout }
}

export function move(document: JourneyDocument, positions: Record<string, Position>): JourneyDocument {
  const layout = { ...document.layout }
  let changed = false
  for (const [id, at] of Object.entries(positions)) {
    const old = layout[id]
    if (!exists(document, id) || (old && old.x === at.x && old.y === at.y)) continue
    layout[id] = { x: Math.round(at.x), y: Math.round(at.y) }
    changed = true
  }
  return changed ? { ...document, layout } : document
}

/** Replaces a configuration; edges from ports that the step no longer has go with their ports. */
export function updateConfig(
  document: JourneyDocument,
  kinds: Kinds,
  id: string,
  config: Config,
): JourneyDocument {
  if (isTrigger(document, id)) return withTrigger(document, id, (trigger) => ({ ...trigger, config }))
  return withStep(document, id, (step) => {
    const kind = kinds.step(step.kind)
    if (!kind) return { ...step, config }
    const names = new Set(portsOf(kind, config).map((port) => port.name))
    const kept = Object.entries(step.next).filter(([port]) => names.has(port))
    const next = kept.length === Object.keys(step.next).length ? step.next : Object.fromEntries(kept)
    return { ...step, config, next }
  })
}

export function describe(
  document: JourneyDocument,
  id: string,
  words: { name?: string; note?: string },
): JourneyDocument {
  if (isTrigger(document, id)) return withTrigger(document, id, (trigger) => ({ ...trigger, ...words }))
  return withStep(document, id, (step) => ({ ...step, ...words }))
}

/** The settings of the journey itself: its name, its entry rule, its exits. */
export function updateJourney(
  document: JourneyDocument,
  change: Partial<Pick<JourneyDocument, 'name' | 'description' | 'entry' | 'exits' | 'exit_on_unsubscribe'>>,
): JourneyDocument {
  return { ...document, ...change }
}

/** Takes a trigger or step out; what led to a step then leads to where its first drawn port went. */
export function remove(document: JourneyDocument, kinds: Kinds, id: string): JourneyDocument {
  const layout = without(document.layout, id)
  if (isTrigger(document, id)) return { ...document, triggers: without(document.triggers, id), layout }
  const step = document.steps[id]
  if (!step) return document
  const onward = portNames(document, kinds, id)
    .map((port) => step.next[port])
    .find((target) => target !== undefined && target !== id)
  let next: JourneyDocument = document
  for (const edge of incoming(document, id)) {
    const joins = onward !== undefined && onward !== edge.source
    const joined = joins ? connect(next, kinds, edge.source, edge.port, onward) : next
    next = joined === next ? disconnect(next, edge.source, edge.port) : joined
  }
  return { ...next, steps: without(next.steps, id), layout }
}

export const removeAll = (document: JourneyDocument, kinds: Kinds, ids: Iterable<string>): JourneyDocument =>
  [...ids].reduce((current, id) => remove(current, kinds, id), document)

/** Copies of the places, with ids of their own, edges among them kept, edges out of them dropped. */
export function duplicate(
  document: JourneyDocument,
  ids: Iterable<string>,
  by: Position,
): Added & { ids: string[] } {
  const names = new Map<string, string>()
  let next = document
  for (const id of ids) {
    const original = place(document, id)
    if (!original) continue
    const copy = freshId(next, id.replace(/_\d+$/, ''))
    names.set(id, copy)
    const at = document.layout[id] ?? { x: 0, y: 0 }
    const layout = { ...next.layout, [copy]: { x: at.x + by.x, y: at.y + by.y } }
    next = isTrigger(document, id)
      ? { ...next, layout, triggers: { ...next.triggers, [copy]: { ...(original as Trigger), next: null } } }
      : { ...next, layout, steps: { ...next.steps, [copy]: { ...(original as Step), next: {} } } }
  }
  for (const [id, copy] of names) {
    const trigger = document.triggers[id]
    const target = trigger?.next ? names.get(trigger.next) : undefined
    if (target) next = withTrigger(next, copy, (made) => ({ ...made, next: target }))
    for (const [port, old] of Object.entries(document.steps[id]?.next ?? {})) {
      const inside = names.get(old)
      if (inside) next = withStep(next, copy, (made) => ({ ...made, next: { ...made.next, [port]: inside } }))
    }
  }
  const made = [...names.values()]
  return { document: next, id: made[0] ?? '', ids: made }
}
