/** Values of settings in words, for lists of what changed. */
import type { TFunction } from 'i18next'
import type { Schema } from '../graph/catalogue'
import { type Condition, conditionWords } from '../graph/conditions'
import type { Config, Json } from '../graph/document'
import { nameOf } from '../graph/message'
import { durationWords, weekdayWords } from '../graph/words'

export type VersionsT = TFunction<'versions'>

const DURATION = /^P(?=[\dT])/

export function settingWords(value: Json | undefined, schema: Schema, t: VersionsT): string {
  if (value === undefined || value === null || value === '') return t('value.none')
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'string') {
    const label = schema['x-labels']?.[value]
    if (label) return label
    return schema['x-widget'] === 'duration' || DURATION.test(value) ? durationWords(value) : value
  }
  if (Array.isArray(value)) return listWords(value, schema, t)
  if (typeof value === 'object') return objectWords(value, schema, t)
  return String(value)
}

function listWords(value: Json[], schema: Schema, t: VersionsT): string {
  if (value.length === 0) return t('value.none')
  if (schema['x-widget'] === 'weekdays') return weekdayWords(value.map(Number))
  return value.map((item) => settingWords(item, schema.items ?? {}, t)).join(', ')
}

function objectWords(value: Config, schema: Schema, t: VersionsT): string {
  if (Object.keys(value).length === 0) return t('value.none')
  if (schema['x-widget'] === 'condition') return conditionWords(value as unknown as Condition)
  if (typeof value.from === 'string' && typeof value.to === 'string') {
    const days = Array.isArray(value.weekdays) ? `${weekdayWords(value.weekdays.map(Number))} ` : ''
    return `${days}${value.from}-${value.to}`
  }
  if (typeof value.id === 'string') return nameOf(value)
  const parts = Object.entries(value).map(([name, inner]) => `${name}: ${settingWords(inner, {}, t)}`)
  return parts.join(', ')
}

const AROUND = 24
const LONG = 90

/** Of two long texts only where they differ, with a little around it. */
export function excerpts(before: string, after: string): [string, string] {
  if (before.length <= LONG && after.length <= LONG) return [before, after]
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const from = Math.max(0, start - AROUND)
  const cut = (text: string) => {
    const to = Math.min(text.length, text.length - end + AROUND)
    const middle = text.slice(from, to)
    const short = middle.length > 2 * LONG ? `${middle.slice(0, 2 * LONG)}…` : middle
    return `${from > 0 ? '…' : ''}${short}${to < text.length ? '…' : ''}`
  }
  return [cut(before), cut(after)]
}
