import { emptyDocument, type JourneyDocument, type Step, type Trigger } from './document'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

function trigger(value: unknown): Trigger {
  const given = record(value)
  return { kind: '', ...given, config: record(given.config), next: given.next ?? null } as Trigger
}

function step(value: unknown): Step {
  const given = record(value)
  return { kind: '', ...given, config: record(given.config), next: record(given.next) } as Step
}

const each = <T>(value: unknown, make: (inner: unknown) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record(value)).map(([id, inner]) => [id, make(inner)]))

export const isReadable = (value: unknown): boolean => isRecord(value) && (value.format ?? 1) === 1

/** A document as the editor needs it, whatever defaults its writer left out. Nothing that is there is lost. */
export function normalise(value: unknown, name: string): JourneyDocument {
  const given = record(value)
  const empty = emptyDocument(name)
  return {
    ...empty,
    ...given,
    format: 1,
    entry: isRecord(given.entry) ? { ...empty.entry, ...given.entry } : empty.entry,
    exits: Array.isArray(given.exits) ? given.exits : [],
    triggers: each(given.triggers, trigger),
    steps: each(given.steps, step),
    layout: record(given.layout),
  } as JourneyDocument
}
