/** The journey document, format 1, as it is stored, published and run. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Config = { [key: string]: Json }

export interface Trigger {
  kind: string
  name?: string
  note?: string
  config: Config
  /** Of the settings' shape: older ones are upgraded. */
  version?: number | undefined
  /** The step that a run starts at; absent while nothing is connected. */
  next?: string | null
}

export interface Step {
  kind: string
  name?: string
  note?: string
  config: Config
  version?: number | undefined
  /** Port to step. A port that is not drawn ends the run there. */
  next: Record<string, string>
}

export interface Position {
  x: number
  y: number
}

export const COLOURS = ['grey', 'blue', 'green', 'yellow', 'red', 'violet'] as const
export type Colour = (typeof COLOURS)[number]
export type Direction = 'down' | 'right'

/** A frame with a title around some places; how large it is follows from where they stand. */
export interface Group {
  title: string
  colour: Colour
  members: string[]
}

/** A text stuck on the drawing. */
export interface Note {
  text: string
  colour: Colour
  x: number
  y: number
  width: number
  height: number
}

/** How the drawing looks; nothing here changes what the journey does. */
export interface CanvasLook {
  direction?: Direction
  groups?: Record<string, Group>
  notes?: Record<string, Note>
}

export type EntryRule = 'once' | 'once_per_period' | 'one_at_a_time' | 'every_time'

export type Period =
  | { kind: 'calendar'; unit: 'day' | 'week' | 'month' | 'year' }
  | { kind: 'rolling'; duration: string }

export interface Entry {
  rule: EntryRule
  period?: Period
  key?: string | null
}

export interface ExitRule {
  id: string
  event: string
  filter?: Json
  match?: { event: string; entry: string }[]
}

export interface JourneyDocument {
  format: 1
  name: string
  description?: string
  entry: Entry
  exits: ExitRule[]
  exit_on_unsubscribe?: boolean
  triggers: Record<string, Trigger>
  steps: Record<string, Step>
  layout: Record<string, Position>
  canvas?: CanvasLook
}

export interface Problem {
  /** JSON pointer into the document. */
  path: string
  code: string
  message: string
  severity?: Severity
  step?: string | null
}

export type Severity = 'error' | 'warning' | 'info'

export const severityOf = (problem: Problem): Severity => problem.severity ?? 'error'

export function emptyDocument(name: string): JourneyDocument {
  return {
    format: 1,
    name,
    description: '',
    entry: { rule: 'one_at_a_time' },
    exits: [],
    exit_on_unsubscribe: false,
    triggers: {},
    steps: {},
    layout: {},
  }
}
