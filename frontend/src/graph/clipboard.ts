/** Steps as text, for the clipboard and for a chat: what is copied, and what a pasted text may be. */
import type { Kinds } from './catalogue'
import { canonical } from './diff'
import type { Group, JourneyDocument, Note, Step, Trigger } from './document'
import { canvasLook, normalise } from './normalise'
import { exists, groupsOf, notesOf } from './read'

/** A part of a journey: only edges inside it, only groups that are whole. */
export type Fragment = Pick<JourneyDocument, 'triggers' | 'steps' | 'layout' | 'canvas'>

export type Unreadable =
  | { code: 'too_large' | 'not_json' | 'not_steps' | 'newer_format' }
  | { code: 'unknown_kinds'; kinds: string[] }

export type Reading = { fragment: Fragment } | { problem: Unreadable }

const SIGN = 'steps'
const FORMAT = 1
export const LARGEST = 5 * 1024 * 1024
const DEEPEST = 60
const FARTHEST = 1_000_000

const pick = <V>(record: Record<string, V>, ids: Set<string>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)))

/** The places with these ids, and the notes; a group stands for its members. */
export function fragmentOf(document: JourneyDocument, ids: Iterable<string>): Fragment {
  const groups = groupsOf(document)
  const wanted = new Set([...ids].flatMap((id) => [id, ...(groups[id]?.members ?? [])]))
  const steps = pick(document.steps, wanted)
  const inside = (target: string | null | undefined) =>
    typeof target === 'string' && Object.hasOwn(steps, target)
  const trigger = (given: Trigger): Trigger => ({ ...given, next: inside(given.next) ? given.next : null })
  const step = (given: Step): Step => ({
    ...given,
    next: Object.fromEntries(Object.entries(given.next).filter(([, target]) => inside(target))),
  })
  const whole = Object.entries(groups).filter(([, { members }]) => {
    const there = members.filter((id) => exists(document, id))
    return there.length > 0 && there.every((id) => wanted.has(id))
  })
  return {
    triggers: mapped(pick(document.triggers, wanted), trigger),
    steps: mapped(steps, step),
    layout: pick(document.layout, wanted),
    ...look(Object.fromEntries(whole), pick(notesOf(document), wanted)),
  }
}

const isEmpty = (record: object | undefined) => !record || Object.keys(record).length === 0

const look = (groups: Record<string, Group>, notes: Record<string, Note>): Pick<Fragment, 'canvas'> =>
  isEmpty(groups) && isEmpty(notes)
    ? {}
    : { canvas: { ...(!isEmpty(groups) && { groups }), ...(!isEmpty(notes) && { notes }) } }

const mapped = <V>(record: Record<string, V>, change: (value: V) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value)]))

/** The text that goes to the clipboard; the same choice gives the same text. */
export const copy = (document: JourneyDocument, ids: Iterable<string>): string =>
  canonical({ sojourn: SIGN, format: FORMAT, ...fragmentOf(document, ids) })

/** Takes what `copy` wrote, or a whole journey document; says what is the matter with anything else. */
export function readClipboard(text: string, kinds: Kinds): Reading {
  if (text.length > LARGEST) return { problem: { code: 'too_large' } }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: { code: 'not_json' } }
  }
  if (!isRecord(value) || isTooDeep(value)) return { problem: { code: 'not_steps' } }
  const { sojourn = SIGN, format = FORMAT, triggers = {}, steps = {} } = value
  if (sojourn !== SIGN || !isRecord(triggers) || !isRecord(steps)) return { problem: { code: 'not_steps' } }
  if (format !== FORMAT) {
    const newer = typeof format === 'number' && format > FORMAT
    return { problem: { code: newer ? 'newer_format' : 'not_steps' } }
  }
  const fragment = sound(value)
  if ([fragment.triggers, fragment.steps, fragment.canvas?.notes].every(isEmpty))
    return { problem: { code: 'not_steps' } }
  const unknown = unknownKinds(fragment, kinds)
  return unknown.length > 0 ? { problem: { code: 'unknown_kinds', kinds: unknown } } : { fragment }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isTooDeep(value: object): boolean {
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true
    level = level.flatMap((outer) =>
      Object.values(outer).filter((inner) => typeof inner === 'object' && inner !== null),
    )
  }
  return false
}

/** Nothing but what a document may hold, whatever else the text brought along. */
function sound(value: Record<string, unknown>): Fragment {
  const { triggers, steps, layout, canvas } = normalise(value, '')
  const ends = (target: unknown) => typeof target === 'string' && Object.hasOwn(steps, target)
  return {
    triggers: mapped(triggers, (given) => ({ ...common(given), next: ends(given.next) ? given.next : null })),
    steps: mapped(steps, (given) => ({
      ...common(given),
      next: Object.fromEntries(Object.entries(given.next).filter(([, target]) => ends(target))),
    })),
    layout: Object.fromEntries(
      Object.entries(layout).filter(([, at]) => isRecord(at) && near(at.x) && near(at.y)),
    ),
    canvas: canvasLook(canvas),
  }
}

const near = (value: unknown) => typeof value === 'number' && Math.abs(value) <= FARTHEST

/** A version is kept, so that an older shape of the settings is upgraded. */
function common(given: Trigger | Step): Omit<Step, 'next'> {
  const { kind, name, note, config } = given
  return {
    kind: String(kind),
    config,
    ...(typeof name === 'string' && { name: name.slice(0, 200) }),
    ...(typeof note === 'string' && { note: note.slice(0, 10_000) }),
    ...(Number.isInteger(given.version) && { version: given.version }),
  }
}

function unknownKinds({ triggers, steps }: Fragment, kinds: Kinds): string[] {
  const strange = [
    ...Object.values(triggers).filter(({ kind }) => !kinds.trigger(kind)),
    ...Object.values(steps).filter(({ kind }) => !kinds.step(kind)),
  ]
  return [...new Set(strange.map(({ kind }) => kind))].sort()
}
