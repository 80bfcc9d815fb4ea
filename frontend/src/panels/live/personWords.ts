/** Why somebody stands where they stand, or is there no more, as one sentence. */
import type { TFunction } from 'i18next'
import type { StepPerson } from '../../editor/api'
import { LOCALE } from '../../i18n/languages'
import { humanise } from '../../ui/names'
import { portWords } from './portWords'

type T = TFunction<'live'>
const DAY_MS = 86_400_000
const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** "Tue 10:00" within a week, else with the date. */
export function momentWords(at: Date, now: Date, zone?: string): string {
  const near = Math.abs(at.getTime() - now.getTime()) < 6 * DAY_MS
  return new Intl.DateTimeFormat(LOCALE, {
    ...(near ? { weekday: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at)
}

/** "14 minutes", in the largest unit of which there are two at least. */
export function spanWords(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= 2 * size) ?? (['second', 1] as const)
  const n = Math.max(1, Math.round(seconds / size))
  return new Intl.NumberFormat(LOCALE, { style: 'unit', unit, unitDisplay: 'long' }).format(n)
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : ''

/** A code as words; what is a sentence already stays one. */
export function whyWords(t: T, row: StepPerson): string {
  const detail = (row.detail ?? {}) as Record<string, unknown>
  const topic = text(detail.topic) || row.topic || ''
  const channel = humanise(text(detail.channel) || row.channel || '').toLowerCase()
  const known = /^[a-z0-9_]+$/.test(row.reason)
  if (!known) return row.reason
  return String(t(`why.${row.reason}` as 'why.rule', { topic, channel, defaultValue: humanise(row.reason) }))
}

function standing(t: T, row: StepPerson, now: Date, zone?: string): string {
  const events = row.awaits.filter((name) => !name.startsWith('$')).join(', ')
  if (row.frozen) return t('person.frozen')
  if (row.until && events) {
    return t('person.untilOr', { moment: momentWords(new Date(row.until), now, zone), events })
  }
  if (row.until) return t('person.until', { moment: momentWords(new Date(row.until), now, zone) })
  if (events) return t('person.awaits', { events })
  return row.awaits.includes('$report') ? t('person.report') : t('person.waits')
}

const PASSED: Record<string, 'person.exit' | 'person.end' | 'person.goal'> = {
  $exit: 'person.exit',
  $end: 'person.end',
  $goal: 'person.goal',
}

function passed(t: T, row: StepPerson, port: string | undefined): string {
  const waited = row.arrived_at ? (Date.parse(row.at) - Date.parse(row.arrived_at)) / 1000 : 0
  const own = PASSED[row.port]
  const left = own
    ? t(own)
    : port
      ? t('person.left', { port: portWords(t, row.port, port) })
      : t('person.went')
  const [kind, ...rest] = row.cause.split(':')
  const event = kind === 'event' && rest.join(':') !== port ? rest.join(':') : ''
  const cause = row.cause === 'order' ? t('person.byHand') : event ? t('person.because', { event }) : ''
  const after =
    waited >= 1 ? t('person.after', { span: spanWords(waited) }) : row.arrived_at ? '' : t('person.atOnce')
  return [left, cause, after].filter(Boolean).join(' ')
}

/** `port` is the title of the port by which the person left. */
export function personWords(
  t: T,
  row: StepPerson,
  port: string | undefined,
  now: Date,
  zone?: string,
): string {
  if (row.what === 'standing') return standing(t, row, now, zone)
  if (row.what === 'refused') return t('person.refused', { why: whyWords(t, row) })
  if (row.what === 'failed') return t('person.failed', { why: whyWords(t, row) })
  return passed(t, row, port)
}
