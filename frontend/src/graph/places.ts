/** Triggers and steps: adding, inserting, and changing what they say. */
import type { Kind, Kinds } from './catalogue'
import { type Added, withStep, withTrigger } from './changing'
import { defaultConfig } from './defaults'
import type { Config, JourneyDocument, Position } from './document'
import { connect, portNames } from './edges'
import { freshId } from './ids'
import { portsOf } from './ports'
import { isTrigger, positionOf } from './read'
import { stride } from './spots'

const fresh = (kind: Kind, preset?: Config) => ({
  kind: kind.kind,
  name: '',
  note: '',
  config: defaultConfig(kind, preset),
})

export function addStep(
  document: JourneyDocument,
  kind: Kind,
  at: Position,
  preset?: Config,
  wish?: string,
): Added {
  const id = freshId(document, wish ?? kind.kind)
  const steps = { ...document.steps, [id]: { ...fresh(kind, preset), next: {} } }
  return { id, document: { ...document, steps, layout: { ...document.layout, [id]: at } } }
}

export function addTrigger(document: JourneyDocument, kind: Kind, at: Position, preset?: Config): Added {
  const id = freshId(document, kind.kind)
  const triggers = { ...document.triggers, [id]: { ...fresh(kind, preset), next: null } }
  return { id, document: { ...document, triggers, layout: { ...document.layout, [id]: at } } }
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
  const roomy = makeRoom(document, edge.target)
  const added = addStep(roomy, kind, positionOf(document, edge.target), preset, wish)
  let next = connect(added.document, kinds, edge.source, edge.port, added.id)
  const first = portNames(next, kinds, added.id)[0]
  if (first !== undefined) next = connect(next, kinds, added.id, first, edge.target)
  return { id: added.id, document: next }
}

/** The step and all that lies further along the way move on by one card. */
function makeRoom(document: JourneyDocument, from: string): JourneyDocument {
  const by = stride(document)
  const line = positionOf(document, from)
  const moves = ({ x, y }: Position) => (by.y ? y >= line.y : x >= line.x)
  const layout = Object.fromEntries(
    Object.entries(document.layout).map(([id, at]) => [
      id,
      moves(at) ? { x: at.x + by.x, y: at.y + by.y } : at,
    ]),
  )
  return { ...document, layout }
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
