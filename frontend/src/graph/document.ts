/** The journey document, format 1, as it is stored, published and run. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Config = { [key: string]: Json }

export interface Trigger {
  kind: string
  name?: string
  note?: string
  config: Config
  /** The step that a run starts at; absent while nothing is connected. */
  next?: string | null
}

export interface Step {
  kind: string
  name?: string
  note?: string
  config: Config
  /** Port to step. A port that is not drawn ends the run there. */
  next: Record<string, string>
}

export interface Position {
  x: number
  y: number
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
