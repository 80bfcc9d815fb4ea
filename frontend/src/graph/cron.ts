import { say } from './say'
import { weekdayWords } from './words'

/** A cron expression as people say it: every day, on days of the week, on a day of the month. */
export type Schedule =
  | { every: 'day'; at: string }
  | { every: 'week'; at: string; weekdays: number[] }
  | { every: 'month'; at: string; day: number | 'last' }
  | { every: 'custom'; cron: string }

export type Every = Schedule['every']
export const EVERY: Every[] = ['day', 'week', 'month', 'custom']

const WHOLE = /^\d{1,2}$/
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function timeOf(minute: string, hour: string): string | null {
  if (!WHOLE.test(minute) || !WHOLE.test(hour) || Number(minute) > 59 || Number(hour) > 23) return null
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}

/** "1-5", "mon,wed", "0" as ISO weekdays, Monday being 1. */
function weekdaysOf(text: string): number[] | null {
  const found = new Set<number>()
  for (const part of text.toLowerCase().split(',')) {
    const ends = part.split('-')
    if (ends.length > 2) return null
    const [from, to = from] = ends.map((name) => {
      const named = NAMES.indexOf(name)
      return named >= 0 ? named : /^[0-7]$/.test(name) ? Number(name) : Number.NaN
    })
    if (from === undefined || to === undefined || !(from <= to)) return null
    for (let day = from; day <= to; day += 1) found.add(day === 0 ? 7 : day)
  }
  return [...found].sort((a, b) => a - b)
}

export function readCron(cron: string): Schedule {
  const custom: Schedule = { every: 'custom', cron }
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/)
  const at = timeOf(minute, hour)
  if (!at || month !== '*' || more.length > 0) return custom
  if (day === '*' && weekday === '*') return { every: 'day', at }
  const weekdays = day === '*' ? weekdaysOf(weekday) : null
  if (weekdays) return { every: 'week', at, weekdays }
  if (weekday === '*' && day.toLowerCase() === 'l') return { every: 'month', at, day: 'last' }
  const number = Number(day)
  if (weekday === '*' && WHOLE.test(day) && number >= 1 && number <= 31)
    return { every: 'month', at, day: number }
  return custom
}

export function writeCron(schedule: Schedule): string {
  if (schedule.every === 'custom') return schedule.cron
  const [hour = '9', minute = '0'] = schedule.at.split(':')
  const time = `${Number(minute)} ${Number(hour)}`
  if (schedule.every === 'day') return `${time} * * *`
  if (schedule.every === 'week') return `${time} * * ${schedule.weekdays.map((day) => day % 7).join(',')}`
  return `${time} ${schedule.day === 'last' ? 'L' : schedule.day} * *`
}

/** The same time of day, told in another way; a start for each that can be read and changed. */
export function changeEvery(schedule: Schedule, every: Every): Schedule {
  const at = schedule.every === 'custom' ? '09:00' : schedule.at
  if (every === 'day') return { every, at }
  if (every === 'week') return { every, at, weekdays: [1] }
  if (every === 'month') return { every, at, day: 1 }
  return { every, cron: writeCron(schedule) }
}

/** "every Mon at 09:00"; what is not that simple comes back as it is. */
export function cronWords(cron: string): string {
  const schedule = readCron(cron)
  if (schedule.every === 'custom') return cron
  const { at } = schedule
  const isEveryDay = schedule.every === 'day' || (schedule.every === 'week' && schedule.weekdays.length === 7)
  if (isEveryDay) return say('cron.day', { at })
  if (schedule.every === 'week') {
    return say('cron.week', { at, days: weekdayWords(schedule.weekdays) })
  }
  if (schedule.every !== 'month') return cron
  if (schedule.day === 'last') return say('cron.last', { at })
  return say('cron.month', { at, day: schedule.day })
}
