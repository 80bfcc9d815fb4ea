/** What differs between two documents of a journey: places, edges, and the journey's own settings. */
import type { Kinds } from './catalogue'
import { canonical } from './diff'
import type { JourneyDocument, Json, Step, Trigger } from './document'
import { type Edge, edgesOf, exists, isTrigger, place, placesOf, positionOf } from './read'
import { type SettingChange, settingChanges } from './settings'
import { freeSpot } from './spots'

export type Sign = 'added' | 'removed' | 'changed'

export interface PlaceChange {
  id: string
  sign: Sign
  trigger: boolean
  before: Trigger | Step | undefined
  after: Trigger | Step | undefined
  /** Of a changed place: what is set otherwise. */
  settings: SettingChange[]
}

export interface EdgeChange {
  id: string
  source: string
  port: string
  sign: Sign
  before: string | undefined
  after: string | undefined
}

export const JOURNEY_FIELDS = ['name', 'description', 'entry', 'exits', 'exit_on_unsubscribe'] as const
export type JourneyField = (typeof JOURNEY_FIELDS)[number]

export interface JourneyChange {
  field: JourneyField
  before: Json | undefined
  after: Json | undefined
}

export interface Comparison {
  places: PlaceChange[]
  edges: EdgeChange[]
  journey: JourneyChange[]
  /** Places that only stand elsewhere on the drawing; they do nothing else than before. */
  moved: string[]
}

export function compare(before: JourneyDocument, after: JourneyDocument, kinds: Kinds): Comparison {
  const places = placeChanges(before, after, kinds)
  return {
    places,
    edges: edgeChanges(before, after),
    journey: journeyChanges(before, after),
    moved: placesOf(after).filter((id) => stood(before, id) && moved(before, after, id)),
  }
}

export const isSame = ({ places, edges, journey }: Comparison) =>
  places.length + edges.length + journey.length === 0

/** How many things one would tell of; an edge of a place that came or went is told with the place. */
export const countOf = (comparison: Comparison) =>
  comparison.places.length + ownEdges(comparison).length + comparison.journey.length

const stood = (document: JourneyDocument, id: string) => exists(document, id) && id in document.layout

function moved(before: JourneyDocument, after: JourneyDocument, id: string): boolean {
  const [was, is] = [positionOf(before, id), positionOf(after, id)]
  return was.x !== is.x || was.y !== is.y
}

function placeChanges(before: JourneyDocument, after: JourneyDocument, kinds: Kinds): PlaceChange[] {
  const ids = new Set([...placesOf(after), ...placesOf(before)])
  return [...ids].flatMap((id): PlaceChange[] => {
    const [was, is] = [place(before, id), place(after, id)]
    const trigger = isTrigger(is ? after : before, id)
    if (!was || !is) {
      return [{ id, sign: is ? 'added' : 'removed', trigger, before: was, after: is, settings: [] }]
    }
    const settings = changesAt(was, is, trigger, kinds)
    const turned = was.kind !== is.kind || isTrigger(before, id) !== trigger
    if (!turned && settings.length === 0) return []
    return [{ id, sign: 'changed', trigger, before: was, after: is, settings }]
  })
}

const WORDS = ['name', 'note'] as const

function changesAt(was: Trigger | Step, is: Trigger | Step, trigger: boolean, kinds: Kinds): SettingChange[] {
  const kind = trigger ? kinds.trigger(is.kind) : kinds.step(is.kind)
  const words = WORDS.filter((word) => (was[word] ?? '') !== (is[word] ?? '')).map(
    (word): SettingChange => ({
      path: `/${word}`,
      titles: [],
      schema: { type: 'string' },
      before: was[word] ?? '',
      after: is[word] ?? '',
    }),
  )
  const inside = settingChanges(was.kind === is.kind ? kind : undefined, was.config, is.config)
  return [...words, ...inside.map((change) => ({ ...change, path: `/config${change.path}` }))]
}

function edgeChanges(before: JourneyDocument, after: JourneyDocument): EdgeChange[] {
  const old = new Map(edgesOf(before).map((edge) => [edge.id, edge]))
  const now = new Map(edgesOf(after).map((edge) => [edge.id, edge]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id): EdgeChange[] => {
    const [was, is] = [old.get(id), now.get(id)]
    const edge = is ?? was
    if (!edge || was?.target === is?.target) return []
    const sign: Sign = was && is ? 'changed' : is ? 'added' : 'removed'
    return [{ id, source: edge.source, port: edge.port, sign, before: was?.target, after: is?.target }]
  })
}

const EMPTY = new Set(['null', '""', 'false', '[]'])

function journeyChanges(before: JourneyDocument, after: JourneyDocument): JourneyChange[] {
  return JOURNEY_FIELDS.flatMap((field): JourneyChange[] => {
    const [was, is] = [before[field] as Json | undefined, after[field] as Json | undefined]
    const [a, b] = [canonical(was ?? null), canonical(is ?? null)]
    if (a === b || (EMPTY.has(a) && EMPTY.has(b))) return []
    return [{ field, before: was, after: is }]
  })
}

/** Edges between places that are in both: the others come and go with their places. */
export function ownEdges({ places, edges }: Comparison): EdgeChange[] {
  const fresh = new Set(places.filter(({ sign }) => sign !== 'changed').map(({ id }) => id))
  return edges.filter(({ source }) => !fresh.has(source))
}

/** The document before, with the changes made: it says what the document after says. */
export function withChanges(before: JourneyDocument, comparison: Comparison): JourneyDocument {
  const triggers = { ...before.triggers }
  const steps = { ...before.steps }
  for (const { id, trigger, after, before: was } of comparison.places) {
    const next = was && !trigger ? (before.steps[id]?.next ?? {}) : {}
    delete triggers[id]
    delete steps[id]
    if (after && trigger) triggers[id] = { ...after, next: before.triggers[id]?.next ?? null } as Trigger
    else if (after) steps[id] = { ...after, next: { ...next } } as Step
  }
  for (const { source, port, after } of comparison.edges) {
    const [trigger, step] = [triggers[source], steps[source]]
    if (trigger) triggers[source] = { ...trigger, next: after ?? null }
    if (!step) continue
    const { [port]: _, ...rest } = step.next
    steps[source] = { ...step, next: after === undefined ? rest : { ...rest, [port]: after } }
  }
  const fields = Object.fromEntries(comparison.journey.map(({ field, after }) => [field, after]))
  return { ...before, ...fields, triggers, steps }
}

/** Both on one drawing: the document after, and what it no longer has where it stood. */
export function merged(before: JourneyDocument, after: JourneyDocument): JourneyDocument {
  const gone = placesOf(before).filter((id) => !exists(after, id))
  let drawn: JourneyDocument = { ...after, triggers: { ...after.triggers }, steps: { ...after.steps } }
  for (const id of gone) {
    const [trigger, step] = [before.triggers[id], before.steps[id]]
    if (trigger) drawn.triggers[id] = trigger
    else if (step) drawn.steps[id] = step
    drawn = { ...drawn, layout: { ...drawn.layout, [id]: freeSpot(drawn, positionOf(before, id)) } }
  }
  for (const { source, port, target } of edgesOf(before)) {
    const [trigger, step] = [drawn.triggers[source], drawn.steps[source]]
    if (trigger && !trigger.next) drawn.triggers[source] = { ...trigger, next: target }
    if (step && !step.next[port]) {
      drawn.steps[source] = { ...step, next: { ...step.next, [port]: target } }
    }
  }
  return drawn
}

/** Edges that now lead elsewhere, as they were: drawn beside the new ones. */
export const formerEdges = ({ edges }: Comparison): Edge[] =>
  edges.flatMap(({ sign, id, source, port, before }) =>
    sign === 'changed' && before ? [{ id: `${id}~before`, source, port, target: before }] : [],
  )
