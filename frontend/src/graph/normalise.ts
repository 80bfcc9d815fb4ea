import {
  type CanvasLook,
  COLOURS,
  emptyDocument,
  type Group,
  type JourneyDocument,
  type Note,
  type Step,
  type Trigger,
} from './document'

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

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const colour = (value: unknown, standard: Group['colour']) =>
  COLOURS.find((known) => known === value) ?? standard
const number = (value: unknown, standard: number) =>
  typeof value === 'number' && Number.isFinite(value) ? value : standard
const size = (value: unknown, standard: number) => Math.max(1, number(value, standard))

export const NOTE_WIDTH = 220
export const NOTE_HEIGHT = 140

function group(value: unknown): Group {
  const given = record(value)
  const members = Array.isArray(given.members) ? given.members : []
  return {
    title: text(given.title),
    colour: colour(given.colour, 'grey'),
    members: members.filter((id): id is string => typeof id === 'string'),
  }
}

function note(value: unknown): Note {
  const given = record(value)
  return {
    text: text(given.text),
    colour: colour(given.colour, 'yellow'),
    x: number(given.x, 0),
    y: number(given.y, 0),
    width: size(given.width, NOTE_WIDTH),
    height: size(given.height, NOTE_HEIGHT),
  }
}

/** Only what is there: a document without a look stays without. */
export function canvasLook(value: unknown): CanvasLook {
  const given = record(value)
  return {
    ...((given.direction === 'down' || given.direction === 'right') && { direction: given.direction }),
    ...(isRecord(given.groups) && { groups: each(given.groups, group) }),
    ...(isRecord(given.notes) && { notes: each(given.notes, note) }),
  }
}

export const isReadable = (value: unknown): boolean => isRecord(value) && (value.format ?? 1) === 1

/** A document as the editor needs it, whatever defaults its writer left out. Nothing that is there is lost. */
export function normalise(value: unknown, name: string): JourneyDocument {
  const { canvas, ...given } = record(value)
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
    ...(isRecord(canvas) && { canvas: canvasLook(canvas) }),
  } as JourneyDocument
}
