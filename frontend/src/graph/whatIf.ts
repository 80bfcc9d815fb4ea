/** The script changed so that the customer leaves a step by the port one asks for. */
import type { Kinds } from './catalogue'
import type { Condition } from './conditions'
import type { Config, JourneyDocument, Json } from './document'
import { amountsOf } from './duration'
import { atPath, satisfying, withPath } from './satisfy'
import type { LaterEvent, Receipt, Script, Walk } from './walk'

const isObject = (value: Json | undefined): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const RECEIPTS = new Set(['refused', 'failed'])
const HALF_HOUR = 30 * 60

export function withPort(
  script: Script,
  walk: Walk | null,
  document: JourneyDocument,
  kinds: Kinds,
  step: string,
  port: string,
): Script {
  const { [step]: _choice, ...choices } = script.choices
  const kind = kinds.step(document.steps[step]?.kind ?? '')
  if (kind?.group === 'message') {
    const { [step]: _receipt, ...receipts } = script.receipts
    return RECEIPTS.has(port)
      ? { ...script, receipts: { ...receipts, [step]: port as Receipt } }
      : { ...script, receipts }
  }
  const items = itemsOf(document, kinds, step)
  const stay = stayAt(walk, script, step)
  const item = items.find(({ id }) => id === port)
  const events = script.events.filter((event) => event.for !== step)
  if (stay && item && typeof item.event === 'string' && item.event) {
    return { ...script, choices, events: [...events, eventFor(item, item.event, script, stay, step)] }
  }
  if (stay && items.some(({ event }) => event)) {
    // Nothing comes while the customer waits, so the time runs out.
    const awaited = new Set(items.map(({ event }) => event))
    const kept = events.filter(
      ({ event, at }) => !awaited.has(event) || secondsOf(at) < stay.from || secondsOf(at) > stay.to,
    )
    return { ...script, choices, events: kept }
  }
  return chosen({ ...script, events }, step, port)
}

/** By the word of who tests, whatever the step itself would take. */
export const chosen = (script: Script, step: string, port: string): Script => ({
  ...script,
  choices: { ...script.choices, [step]: port },
})

/** The items that a step has ports for, such as the cases of a wait. */
function itemsOf(document: JourneyDocument, kinds: Kinds, step: string): Config[] {
  const found = document.steps[step]
  const each = kinds.step(found?.kind ?? '')?.ports.each
  const list = each ? found?.config[each] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

interface Stay {
  /** Seconds after the start. */
  from: number
  to: number
}

function stayAt(walk: Walk | null, script: Script, step: string): Stay | null {
  const arrived = walk?.moves.find((move) => move.step === step && move.port === null)
  if (!arrived) return null
  const left = walk?.moves.find(
    (move) => move.step === step && move.visit === arrived.visit && move.port !== null,
  )
  const seconds = (at: string) => Math.max(0, Math.round((Date.parse(at) - Date.parse(script.start)) / 1000))
  const until = typeof arrived.detail.until === 'string' ? arrived.detail.until : left?.at
  const from = seconds(arrived.at)
  return { from, to: until ? seconds(until) : from + 2 * HALF_HOUR }
}

function eventFor(item: Config, event: string, script: Script, stay: Stay, step: string): LaterEvent {
  const after = Math.max(1, Math.min(HALF_HOUR, Math.floor((stay.to - stay.from) / 2)))
  const tied = (Array.isArray(item.match) ? item.match : []).filter(isObject).reduce((made, pair) => {
    const value = typeof pair.entry === 'string' ? atPath(script.data, pair.entry) : undefined
    return typeof pair.event === 'string' && value !== undefined
      ? withPath(made, pair.event.split('.'), value)
      : made
  }, {} as Config)
  const properties = satisfying(item.filter as Condition | null | undefined, 'event', tied)
  return { event, at: spanIso(stay.from + after), properties, for: step }
}

const SIZES = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
  months: 2_592_000,
  years: 31_536_000,
}

export function secondsOf(iso: string): number {
  return amountsOf(iso).reduce((sum, [unit, amount]) => sum + amount * SIZES[unit], 0)
}

/** Seconds in the largest unit that holds them whole. */
export function spanIso(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 0) return `P${seconds / 86_400}D`
  if (seconds % 3600 === 0 && seconds > 0) return `PT${seconds / 3600}H`
  if (seconds % 60 === 0) return `PT${seconds / 60}M`
  return `PT${seconds}S`
}
