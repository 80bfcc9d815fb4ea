/** A text that is to be a journey, or one step of it; what is the matter with any other. */
import type { Kinds } from './catalogue'
import { LARGEST, readClipboard, type Unreadable } from './clipboard'
import type { JourneyDocument } from './document'
import { normalise } from './normalise'
import { isTrigger } from './read'

export type NoJourney = Unreadable | { code: 'syntax'; line: number; column: number } | { code: 'not_step' }
export type ReadJourney = { document: JourneyDocument } | { problem: NoJourney }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where the text stops to be JSON, as line and column, where the browser says it. */
function broken(text: string, error: unknown): NoJourney {
  const said = error instanceof Error ? error.message : ''
  const [, line, column] = /line (\d+) column (\d+)/.exec(said) ?? []
  if (line && column) return { code: 'syntax', line: Number(line), column: Number(column) }
  const at = /position (\d+)/.exec(said)?.[1]
  if (at === undefined) return { code: 'not_json' }
  const before = text.slice(0, Number(at)).split('\n')
  return { code: 'syntax', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function parsed(text: string): { value: unknown } | { problem: NoJourney } {
  if (text.length > LARGEST) return { problem: { code: 'too_large' } }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { problem: broken(text, error) }
  }
}

const NONE: { problem: NoJourney } = { problem: { code: 'not_steps' } }
/** Something without a kind is no step of any version. */
const isNameless = (problem: NoJourney) => problem.code === 'unknown_kinds' && problem.kinds.includes('')

/** A whole journey; steps that were copied are none. A journey without any place is one, too. */
export function readJourney(text: string, kinds: Kinds, name: string): ReadJourney {
  const found = parsed(text)
  if ('problem' in found) return found
  const { value } = found
  if (isRecord(value) && typeof value.format === 'number' && value.format > 1) {
    return { problem: { code: 'newer_format' } }
  }
  if (!isRecord(value) || !isRecord(value.triggers) || !isRecord(value.steps) || 'sojourn' in value) {
    return NONE
  }
  const empty = Object.keys(value.triggers).length + Object.keys(value.steps).length === 0
  const reading = empty ? null : readClipboard(text, kinds)
  if (reading && 'problem' in reading) return isNameless(reading.problem) ? NONE : reading
  const own = typeof value.name === 'string' && value.name.trim() !== '' ? value.name : name
  return { document: { ...normalise(value, own), name: own } }
}

/** The same for one trigger or step that takes the place of the one with this id. */
export function readPlace(text: string, kinds: Kinds, document: JourneyDocument, id: string): ReadJourney {
  const found = parsed(text)
  if ('problem' in found) return found
  const { value } = found
  if (!isRecord(value) || typeof value.kind !== 'string') return { problem: { code: 'not_step' } }
  const trigger = isTrigger(document, id)
  const known = trigger ? kinds.trigger(value.kind) : kinds.step(value.kind)
  if (!known) return { problem: { code: 'unknown_kinds', kinds: [value.kind] } }
  const branch = trigger ? 'triggers' : 'steps'
  const changed = { ...document, [branch]: { ...document[branch], [id]: value } }
  const { document: next } = { document: normalise(changed, document.name) }
  return { document: { ...next, canvas: document.canvas } }
}
