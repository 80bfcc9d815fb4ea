/** Configuration values in words; the Python twin is journeys/core/words.py, held by tests/fixtures/summaries.json. */
import { say } from './say'
import { listed } from './tongue'

const UNITS: [RegExp, string][] = [
  [/(\d+(?:\.\d+)?)Y/, 'year'],
  [/(\d+(?:\.\d+)?)M/, 'month'],
  [/(\d+(?:\.\d+)?)W/, 'week'],
  [/(\d+(?:\.\d+)?)D/, 'day'],
]
const TIME_UNITS: [RegExp, string][] = [
  [/(\d+(?:\.\d+)?)H/, 'hour'],
  [/(\d+(?:\.\d+)?)M/, 'minute'],
  [/(\d+(?:\.\d+)?)S/, 'second'],
]

const counted = (amount: number, unit: string) => say(`unit.${unit}`, { n: amount })

/** "PT1H30M" -> "1 hour 30 minutes"; what is not a duration comes back as it is. */
export function durationWords(text: string): string {
  const match = /^P([^T]*)(?:T(.*))?$/.exec(text)
  if (!match) return text
  const parts: string[] = []
  const take = (from: string, units: [RegExp, string][]) => {
    for (const [pattern, unit] of units) {
      const amount = Number(pattern.exec(from)?.[1] ?? 0)
      if (amount) parts.push(counted(amount, unit))
    }
  }
  take(match[1] ?? '', UNITS)
  take(match[2] ?? '', TIME_UNITS)
  return parts.length ? parts.join(' ') : say('noTime')
}

const SPANS: [number, string][] = [
  [365 * 86_400, 'year'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** Seconds in their two largest units: 90,000 -> "1 day 1 hour". */
export function spanWords(seconds: number): string {
  const parts: string[] = []
  let rest = Math.round(seconds)
  for (const [size, unit] of SPANS) {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    if (amount && parts.length < 2) parts.push(counted(amount, unit))
  }
  return parts.join(' ') || say('noTime')
}

/** ISO weekdays: [1,2,3,4,5] -> "Mon-Fri", [1,3] -> "Mon, Wed", all seven -> "every day". */
export function weekdayWords(days: number[]): string {
  const sorted = [...new Set(days)].filter((day) => day >= 1 && day <= 7).sort((a, b) => a - b)
  if (sorted.length === 7) return say('everyDay')
  const runs: number[][] = []
  for (const day of sorted) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => say(`weekday.${day ?? 1}`)
  return listed(
    runs.flatMap((run) => (run.length > 2 ? [`${name(run[0])}-${name(run.at(-1))}`] : run.map(name))),
  )
}

const MOMENT = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/

/** "2027-03-31T09:00" -> "31 Mar 2027, 09:00"; what is no date comes back as it is. */
export function momentWords(text: string): string {
  const match = MOMENT.exec(text)
  if (!match) return text
  const [, year = '', month = '', day = '', time = 'none'] = match
  return say('moment', { day: Number(day), month: say(`month.${Number(month)}`), year, time })
}
