/** One ticking clock for everything on the page that says how long ago. */
import { useSyncExternalStore } from 'react'
import { LOCALE } from '../i18n/languages'

const TICK_MS = 10_000
let now = Date.now()
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of watchers) tell()
  }, TICK_MS)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export function useNow(): number {
  return useSyncExternalStore(watch, () => now)
}

export const READER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
  ['week', 4.35],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]
const words = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto', style: 'short' })

/** "5 min. ago", "in 2 hr."; under ten seconds it is "now". */
export function relative(at: Date, from: number): string {
  let amount = (at.getTime() - from) / 1000
  if (Math.abs(amount) < 10) return words.format(0, 'second')
  for (const [unit, size] of STEPS) {
    if (Math.abs(Math.round(amount)) < size) return words.format(Math.round(amount), unit)
    amount /= size
  }
  return at.toISOString()
}

/** The exact moment with its zone: "21 Nov 2026, 21:04:11 GMT+1 (Europe/Warsaw)". */
export function exact(at: Date, zone: string = READER_ZONE): string {
  const moment = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)
  return `${moment} (${zone})`
}

export function clockTime(at: Date, zone: string = READER_ZONE): string {
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)
}

/** The time alone on the same day as `near`, else with its date; for places that name the zone. */
export function shortMoment(at: Date, near: Date, zone: string = READER_ZONE): string {
  const time = clockTime(at, zone)
  if (dayName(at, zone) === dayName(near, zone)) return time
  const date = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return `${date.format(at)}, ${time}`
}

export function dayName(at: Date, zone: string = READER_ZONE): string {
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
}
