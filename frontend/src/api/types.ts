/** What the management API answers, as far as the pages read it. */
import type { JourneyDocument } from '../graph/document'

export type Role = 'owner' | 'editor' | 'viewer'
export type Fields = Record<string, unknown>

export interface Page<T> {
  results: T[]
  next: string | null
}

export interface Workspace {
  slug: string
  name: string
  role: Role
  zone: string
  language: string
  is_demo?: boolean
  sender_name?: string
  sender_email?: string
}

/** A workspace that is being deleted, and how far that is. */
export interface GoingWorkspace {
  slug: string
  name: string
  since: string
  removed: { rows: number; part: string }
}

export interface Me {
  user: { email: string; name: string; language?: string; zone?: string }
  workspaces: Workspace[]
  deleting?: GoingWorkspace[]
}

export type JourneyState = 'draft' | 'live' | 'paused' | 'archived'

export interface JourneyNumbers {
  entered: number
  active: number
  completed: number
  exited: number
  failed: number
  sent: number
}

export interface Journey {
  id: number | string
  slug: string
  name: string
  state: JourneyState
  version: number | null
  updated_at: string
  numbers: JourneyNumbers
  spark: number[]
}

export interface GalleryEntry {
  slug: string
  title: string
  line: string
  document: JourneyDocument
}

export interface Customer {
  id: string
  user_id: string | null
  anonymous_id: string | null
  profile: Fields
  zone?: string | null
  language?: string | null
  created_at?: string | null
  seen_at?: string | null
}

export interface Identity {
  kind?: string
  key?: string
  value?: string
}

export interface Consent {
  channel: string
  topic: string | null
  state: string
  source?: string
  at?: string | null
}

export interface Run {
  id: string
  journey_id: number | string
  journey?: string
  journey_name?: string
  version?: number | null
  customer_id?: string
  status: string
  step: string | null
  step_name?: string | null
  due_at?: string | null
  entered_at?: string | null
  ended_at?: string | null
  reason?: string | null
}

export interface CustomerDetails extends Customer {
  identities?: (Identity | string)[]
  consent?: Consent[]
  suppressions?: { channel: string; address: string; reason: string; at?: string }[]
  runs?: Run[]
}

export type TimelineType = 'event' | 'move' | 'message' | 'refusal' | 'consent'

export interface TimelineItem extends Fields {
  at: string
  type: TimelineType
}

/** What an event did in a journey: started it, woke a run, ended one, or was refused. */
export interface Match {
  journey_id?: number | string
  journey?: string
  journey_name?: string
  what?: string
  [more: string]: unknown
}

export interface Event {
  id: string
  at: string
  ts?: string
  name: string
  kind?: string
  customer_id?: string | null
  user_id?: string | null
  message_id?: string
  properties: Fields
  matched?: Match[]
}

export interface Message {
  id: string
  channel: string
  recipient: string
  customer_id?: string | null
  run_id?: string | null
  journey_id?: number | string | null
  journey_name?: string | null
  step?: string | null
  step_name?: string | null
  topic?: string | null
  kind?: string
  status: string
  reason?: string | null
  detail?: Fields | null
  subject?: string | null
  attempts?: number
  created_at?: string | null
  due_at?: string | null
  sent_at?: string | null
  context?: Fields | null
  [more: string]: unknown
}

export interface Mail {
  id: number | string
  intent_id?: string
  recipient: string
  subject: string
  html?: string | null
  text?: string | null
  headers?: Record<string, string> | [string, string][] | string
  source?: string
  at: string
}

export interface Parked {
  id: number | string
  kind: string
  lane?: number
  body?: unknown
  error: string
  at: string
  attempts: number
}

export interface Lane {
  lane: number
  leased_by?: string | null
  leased_until?: string | null
  inbox?: number
  [more: string]: unknown
}

export interface Worker {
  name?: string
  id?: string
  lanes?: number | number[]
  seen_at?: string | null
  [more: string]: unknown
}

export interface Operations {
  broken_runs: number
  inbox: number
  parked: number
  held: number
  oldest_lag_s: number | null
  lanes: Lane[]
  workers: (Worker | string)[]
}

export interface ApiKey {
  id: number
  name: string
  kind: 'write' | 'secret'
  /** How the key begins. */
  hint: string
  /** The whole key: always of a write key, of a secret one only in the answer that made it. */
  key: string | null
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

export interface Member {
  id: number
  email: string
  name: string
  role: Role
  since: string
  last_sign_in: string | null
}

export interface Invitation {
  id: number
  email: string
  role: Role
  state: 'open' | 'accepted' | 'revoked' | 'expired'
  created_at: string
  expires_at: string
  link: string | null
}

export interface Topic {
  slug: string
  name: string | Record<string, string>
  default?: 'opt_in' | 'opt_out'
  kind?: string
}

/** The numbers of the first page; "today" begins at midnight in the workspace's zone. */
export interface Home {
  journeys_live: number
  journeys_paused: number
  runs_active: number
  messages_today: number
  events_today: number
  problems: number
}
