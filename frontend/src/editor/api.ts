/** The calls of the editor, and the shapes they answer with. */
import { api } from '../api/client'
import type { GalleryEntry } from '../api/types'
import type { components } from '../generated/api'
import type { Catalogue } from '../graph/catalogue'
import type { Config, JourneyDocument, Problem } from '../graph/document'
import type { Script, Walk } from '../graph/walk'

export type JourneyState = 'draft' | 'live' | 'paused' | 'archived'

export interface LiveVersion {
  number: number
  published_at: string
  published_by: string | null
  note: string
  document: JourneyDocument
}

/** What the draft amounts to; null is "no limit". */
export interface Facts {
  steps: number
  messages: number
  messages_per_run: number | null
  messages_per_week: number | null
  longest_run_seconds: number | null
  has_loop: boolean
}

export interface Journey {
  id: number | string
  slug: string
  name: string
  state: JourneyState
  draft: JourneyDocument
  draft_revision: number
  draft_problems: Problem[]
  draft_facts: Facts
  live: LiveVersion | null
}

export interface Checked {
  problems: Problem[]
  facts: Facts
}

export type Saved = Checked & { draft_revision: number }

export interface StepNumbers {
  entered: number
  waiting: number
  left: number
  sent: number
  refused: number
  failed: number
  ports: Record<string, number>
}

export interface Counters {
  runs: Record<string, number>
  steps: Record<string, StepNumbers | undefined>
  /** What was counted; not with those that come by the websocket, which are of all time. */
  since?: string | null
}

/** A published version in the history, without its document. */
export type VersionListed = components['schemas']['VersionListed']

/** What the server takes of a script: not for which port an event was made. */
const scriptBody = ({ events, ...script }: Script) => ({
  ...script,
  events: events.map(({ event, at, properties }) => ({ event, at, properties })),
})

/** A customer behind a number of a step, with the reason in codes. */
export type StepPerson = components['schemas']['StepPerson']
export type Entries = components['schemas']['Entries']
export type RunDetail = components['schemas']['RunDetail']
type Asked = { from?: string | null; version?: number | null }

export interface Page<T> {
  results: T[]
  next: string | null
}

export interface SeenName {
  name: string
  type?: string
  examples?: unknown[]
  properties?: unknown
}

const at = (journey: string) => `/journeys/${encodeURIComponent(journey)}`

export const journeyApi = {
  load: (journey: string) => api.get<Journey>(at(journey)),
  create: (name: string, document: JourneyDocument) => api.post<Journey>('/journeys', { name, document }),
  catalogue: () => api.get<Catalogue>('/catalogue'),
  gallery: () => api.get<GalleryEntry[]>('/gallery'),
  galleryTopics: (slug: string) => api.post<unknown>(`/gallery/${encodeURIComponent(slug)}/topics`),
  saveDraft: (journey: string, document: JourneyDocument, base: number) =>
    api.put<Saved>(`${at(journey)}/draft`, { document, base_revision: base }),
  validate: (journey: string, document: JourneyDocument) =>
    api.post<Checked>(`${at(journey)}/validate`, { document }),
  simulate: (journey: string, document: JourneyDocument, script: Script) =>
    api.post<Walk>(`${at(journey)}/simulate`, { document, script: scriptBody(script) }),
  versions: (journey: string, cursor?: string) =>
    api.get<Page<VersionListed>>(`${at(journey)}/versions`, { cursor }),
  version: (journey: string, number: number) => api.get<LiveVersion>(`${at(journey)}/versions/${number}`),
  publish: (journey: string, note: string, base: number) =>
    api.post<unknown>(`${at(journey)}/publish`, { note, base_revision: base }),
  pause: (journey: string) => api.post<unknown>(`${at(journey)}/pause`),
  resume: (journey: string, choice: ResumeChoice) => api.post<unknown>(`${at(journey)}/resume`, choice),
  archive: (journey: string) => api.post<unknown>(`${at(journey)}/archive`),
  counters: (journey: string, asked: Asked = {}) => api.get<Counters>(`${at(journey)}/counters`, asked),
  entries: (journey: string, asked: Asked) => api.get<Entries>(`${at(journey)}/counters/entries`, asked),
  people: (journey: string, step: string, query: Record<string, string | number | null | undefined>) =>
    api.get<Page<StepPerson>>(`${at(journey)}/steps/${encodeURIComponent(step)}/customers`, query),
  versionNumbers: (journey: string) =>
    api
      .get<Page<{ number: number }>>(`${at(journey)}/versions`)
      .then((page) => page.results.map(({ number }) => number)),
  run: (run: string) => api.get<RunDetail>(`/runs/${run}`),
  endRun: (run: string) => api.post<unknown>(`/runs/${run}/end`),
  testMessage: (journey: string, step: string, to: string, document: JourneyDocument, customer?: string) =>
    api.post<unknown>(`${at(journey)}/steps/${encodeURIComponent(step)}/test-message`, {
      to,
      document,
      ...(customer ? { customer } : {}),
    }),
  attributes: () => everyPage<SeenName>('/schema/attributes'),
  events: () => everyPage<SeenName>('/schema/events'),
  topics: () => everyPage<Topic>('/topics'),
  liquid: () => api.get<LiquidWords>('/schema/liquid'),
  preview: (journey: string, config: Config, customer: string | null) =>
    api.post<MessageLook>(`${at(journey)}/preview`, { config, ...(customer ? { customer } : {}) }),
  schedule: (asked: ScheduleQuestion) => api.post<ScheduleLook>('/schedule/preview', asked),
  customers: (search: string) => api.get<Page<Customer>>('/customers', { search, limit: 12 }),
}

export type MessageLook = components['schemas']['MessageLook']
export type ScheduleLook = components['schemas']['ScheduleLook']
export type ScheduleQuestion = { cron: string } | { at: string } | { window: Config }
export type LiquidWords = components['schemas']['LiquidWords']
export type Customer = components['schemas']['CustomerRow']

export interface Topic {
  slug: string
  name: string | Record<string, string>
  kind: string
}

export type ResumeChoice =
  | { due: 'now' }
  | { due: 'spread'; spread: string }
  | { due: 'skip'; older_than: string }

const MOST_PAGES = 10

/** A short list as a whole: what forms complete from. */
async function everyPage<T>(path: string): Promise<T[]> {
  const found: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.get<T[] | Page<T>>(path, { cursor, limit: 200 })
    found.push(...listOf(answer))
    const next = Array.isArray(answer) ? null : answer.next
    if (!next) break
    cursor = next
  }
  return found
}

function listOf<T>(answer: T[] | Page<T>): T[] {
  return Array.isArray(answer) ? answer : answer.results
}
