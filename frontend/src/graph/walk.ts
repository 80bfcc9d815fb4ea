/** A scripted customer's way through a draft, as the server tells it, and the script that leads there. */
import type { Config, JourneyDocument } from './document'
import { edgeId, isTrigger } from './read'

export type Receipt = 'sent' | 'refused' | 'failed' | 'delivered' | 'opened' | 'clicked'

export interface LaterEvent {
  event: string
  /** ISO 8601, after the start. */
  at: string
  properties: Config
  /** The step whose port it was made for. */
  for?: string
}

export interface Script {
  profile: Config
  /** An instant, ISO 8601. */
  start: string
  trigger: string
  /** Properties of the event or call that enters. */
  data: Config
  events: LaterEvent[]
  receipts: Record<string, Receipt>
  /** By step: the port to leave by. */
  choices: Record<string, string>
}

export interface Move {
  at: string
  run: string
  visit: number
  step: string
  /** None: the customer waits here. */
  port: string | null
  cause: string
  detail: { [key: string]: unknown }
}

export interface Look {
  subject: string
  html: string
  text: string
  /** All of the rendered content, of whatever kind. */
  body: { [field: string]: unknown }
  missing: string[]
  flaws: string[]
}

export interface WalkMessage {
  at: string
  intent: string
  step: string
  channel: string
  recipient: string
  preview: Look | null
}

export interface WalkRun {
  id: string
  status: string
  step: string | null
  reason: string
  ended_at: string | null
}

export interface WalkRefusal {
  at: string
  trigger: string
  reason: string
}

export interface Walk {
  moves: Move[]
  messages: WalkMessage[]
  runs: WalkRun[]
  refusals: WalkRefusal[]
  zone: string
  stopped: boolean
}

/** One line of the time-line; `edge` is the one that was taken. */
export type Line = { at: string; place: string | null; edge: string | null } & (
  | { kind: 'enter' }
  | { kind: 'wait'; until: string | null }
  | { kind: 'message'; message: WalkMessage }
  | { kind: 'leave'; port: string; cause: string; chosen: boolean; reason: string }
  | { kind: 'end'; status: string; reason: string }
  | { kind: 'refused'; reason: string }
)

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function linesOf(walk: Walk, document: JourneyDocument): Line[] {
  const last = new Map(walk.moves.map((move, index) => [move.run, index]))
  const sent = new Map<string, WalkMessage[]>()
  for (const message of walk.messages) {
    const visit = message.intent.split(':').slice(0, 2).join(':')
    sent.set(visit, [...(sent.get(visit) ?? []), message])
  }
  const lines = walk.moves.flatMap((move, index): Line[] => {
    const messages = sent.get(visitOf(move)) ?? []
    const first = walk.moves.findIndex((other) => visitOf(other) === visitOf(move)) === index
    const run = last.get(move.run) === index ? walk.runs.find(({ id }) => id === move.run) : undefined
    // That a message which was sent goes on is said by its own line; only another way out is worth one more.
    const plain = messages.length > 0 && (move.port === null || move.port === 'out')
    return [
      ...(first ? messages.map((message) => messageLine(message, outOf(walk, move))) : []),
      ...(plain ? [] : moveLines(move, document)),
      ...(run ? endLines(run, move) : []),
    ]
  })
  const refused = walk.refusals.map(({ at, trigger, reason }): Line => {
    return { kind: 'refused', at, place: trigger, edge: null, reason }
  })
  return [...lines, ...refused].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const visitOf = ({ run, visit }: Move) => `${run}:${visit}`

/** The plain way on from where a message is sent, if it was taken. */
function outOf(walk: Walk, move: Move): string | null {
  const left = walk.moves.find((other) => visitOf(other) === visitOf(move) && other.port !== null)
  return left?.port === 'out' ? edgeId(move.step, 'out') : null
}

const messageLine = (message: WalkMessage, edge: string | null): Line => ({
  kind: 'message',
  at: message.at,
  place: message.step,
  edge,
  message,
})

function moveLines({ at, step, port, cause, detail }: Move, document: JourneyDocument): Line[] {
  if (isTrigger(document, step)) return [{ kind: 'enter', at, place: step, edge: edgeId(step, 'out') }]
  if (port === null) {
    return [{ kind: 'wait', at, place: step, edge: null, until: text(detail.until) || null }]
  }
  if (port.startsWith('$')) return []
  const chosen = detail.note === 'chosen'
  const reason = chosen ? '' : text(detail.reason) || text(detail.note)
  return [{ kind: 'leave', at, place: step, edge: edgeId(step, port), port, cause, chosen, reason }]
}

function endLines(run: WalkRun, move: Move): Line[] {
  if (run.status === 'active') return []
  const { status, reason, ended_at, step } = run
  return [{ kind: 'end', at: ended_at ?? move.at, place: step ?? move.step, edge: null, status, reason }]
}

export interface Way {
  places: Set<string>
  edges: Set<string>
  here: string | null
}

/** Where the customer has been up to a line, and where that line stands. */
export function wayTo(lines: Line[], cursor: number): Way {
  const seen = lines.slice(0, cursor + 1)
  const of = <T>(list: (T | null)[]) => new Set(list.filter((item) => item !== null))
  return {
    places: of(seen.map(({ place }) => place)),
    edges: of(seen.map(({ edge }) => edge)),
    here: lines[cursor]?.place ?? null,
  }
}

/** The port by which a step was left first, if it was. */
export const takenPort = (walk: Walk, step: string): string | undefined =>
  walk.moves.find((move) => move.step === step && move.port !== null)?.port ?? undefined
