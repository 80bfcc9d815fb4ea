import type { SeenName } from '../../editor/api'
import type { Condition } from '../../graph/conditions'
import type { Config, JourneyDocument, Json } from '../../graph/document'
import { satisfying } from '../../graph/satisfy'
import type { Script } from '../../graph/walk'

const MOST = 24

const firstOf = (examples: unknown): Json | undefined =>
  Array.isArray(examples) ? (examples.find((example) => example !== null) as Json | undefined) : undefined

/** A customer made of values that were seen in this workspace. */
export function sampleProfile(attributes: SeenName[]): Config {
  const seen = attributes.slice(0, MOST).flatMap(({ name, examples }): [string, Json][] => {
    const value = firstOf(examples)
    return value === undefined ? [] : [[name, value]]
  })
  return { email: 'ada@example.com', first_name: 'Ada', ...Object.fromEntries(seen) }
}

/** Properties of an event as they were seen. */
export function sampleProperties(events: SeenName[], name: string): Config {
  const seen = events.find((event) => event.name === name)?.properties
  if (!seen || typeof seen !== 'object' || Array.isArray(seen)) return {}
  return Object.fromEntries(
    Object.entries(seen as Record<string, { examples?: unknown }>).flatMap(
      ([key, facts]): [string, Json][] => {
        const value = firstOf(facts?.examples)
        return value === undefined ? [] : [[key, value]]
      },
    ),
  )
}

export const eventOf = (document: JourneyDocument, trigger: string): string => {
  const event = document.triggers[trigger]?.config.event
  return typeof event === 'string' ? event : ''
}

/** What enters by a trigger: the properties seen, changed so that its filter holds. */
export function sampleData(document: JourneyDocument, events: SeenName[], trigger: string): Config {
  const event = eventOf(document, trigger)
  if (!event) return {}
  const filter = document.triggers[trigger]?.config.filter as Condition | null | undefined
  return satisfying(filter, 'event', sampleProperties(events, event))
}

export function firstScript(
  document: JourneyDocument,
  attributes: SeenName[],
  events: SeenName[],
  now: Date,
): Script {
  const trigger = Object.keys(document.triggers)[0] ?? ''
  const start = new Date(now)
  start.setSeconds(0, 0)
  return {
    profile: sampleProfile(attributes),
    start: start.toISOString(),
    trigger,
    data: sampleData(document, events, trigger),
    events: [],
    receipts: {},
    choices: {},
  }
}
