import type { Json } from './document'
import { durationWords, weekdayWords } from './words'

/** The condition tree: groups, and leaves that compare one value or look back at what a customer did. */
export type AttributeType = 'text' | 'number' | 'date' | 'boolean' | 'list'
export type Source = 'profile' | 'event' | 'entry' | 'run'

export type Comparison = { [source in Source]?: string } & {
  type?: AttributeType
  op: string
  value?: Json
  value2?: Json
}

export interface Did {
  did: string
  times: { op: 'at_least' | 'at_most' | 'exactly'; n: number }
  within?: string | null
  where?: Condition | null
  sum?: string
  distinct?: string
}

export interface LocalTime {
  local_time: { from: string; to: string; weekdays?: number[] }
}

export type Leaf = Comparison | Did | LocalTime
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf

export const SOURCES: Source[] = ['profile', 'event', 'entry', 'run']

export const isAll = (node: Condition): node is { all: Condition[] } => 'all' in node
export const isAny = (node: Condition): node is { any: Condition[] } => 'any' in node
export const isNot = (node: Condition): node is { not: Condition } => 'not' in node
export const isDid = (node: Condition): node is Did => 'did' in node
export const isLocalTime = (node: Condition): node is LocalTime => 'local_time' in node

export const sourceOf = (node: Comparison): Source => SOURCES.find((source) => source in node) ?? 'profile'

export const OPERATOR_WORDS: Record<string, string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  between: 'is between',
  is_set: 'is known',
  is_not_set: 'is not known',
  in: 'is one of',
  not_in: 'is none of',
  before: 'is before',
  after: 'is after',
  within_last: 'is within the last',
  more_than_ago: 'is more than',
  within_next: 'is within the next',
  on_this_day: 'is on this day of the year',
  is_true: 'is true',
  is_false: 'is false',
  has: 'has',
  has_not: 'does not have',
}

/** The operators that make sense for each type, in the order the form offers them. */
export const OPERATORS: Record<AttributeType, string[]> = {
  text: [
    'is',
    'is_not',
    'contains',
    'not_contains',
    'starts_with',
    'ends_with',
    'in',
    'not_in',
    'is_set',
    'is_not_set',
  ],
  number: ['is', 'is_not', 'gt', 'gte', 'lt', 'lte', 'between', 'is_set', 'is_not_set'],
  date: [
    'before',
    'after',
    'within_last',
    'more_than_ago',
    'within_next',
    'on_this_day',
    'is_set',
    'is_not_set',
  ],
  boolean: ['is_true', 'is_false', 'is_set', 'is_not_set'],
  list: ['has', 'has_not', 'is_set', 'is_not_set'],
}

export const WITHOUT_VALUE = new Set(['is_set', 'is_not_set', 'is_true', 'is_false', 'on_this_day'])
export const WITH_DURATION = new Set(['within_last', 'more_than_ago', 'within_next'])
export const WITH_LIST = new Set(['in', 'not_in'])

const SOURCE_WORDS: Record<Source, string> = { profile: '', event: 'event ', entry: 'entry ', run: 'run ' }
const TIMES_WORDS = { at_least: 'at least', at_most: 'at most', exactly: 'exactly' }

function valueWords(value: Json | undefined): string {
  if (value === undefined || value === null) return '...'
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  if (typeof value === 'object') return typeof value.from === 'string' ? value.from : JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

function comparisonWords(leaf: Comparison): string {
  const source = sourceOf(leaf)
  const subject = `${SOURCE_WORDS[source]}${leaf[source] || '...'}`
  const operator = OPERATOR_WORDS[leaf.op] ?? leaf.op
  if (WITHOUT_VALUE.has(leaf.op)) return `${subject} ${operator}`
  if (WITH_DURATION.has(leaf.op)) {
    const ago = leaf.op === 'more_than_ago' ? ' ago' : ''
    return `${subject} ${operator} ${durationWords(valueWords(leaf.value))}${ago}`
  }
  const end = leaf.op === 'between' ? ` and ${valueWords(leaf.value2)}` : ''
  return `${subject} ${operator} ${valueWords(leaf.value)}${end}`
}

function didWords(leaf: Did): string {
  const { op, n } = leaf.times ?? { op: 'at_least', n: 1 }
  const within = leaf.within ? ` in the last ${durationWords(leaf.within)}` : ''
  const where = leaf.where ? ` where ${conditionWords(leaf.where)}` : ''
  const name = leaf.did || '...'
  if (leaf.sum) return `${name} with a sum of ${leaf.sum} ${TIMES_WORDS[op]} ${n}${within}${where}`
  if (leaf.distinct) return `${name} with ${TIMES_WORDS[op]} ${n} different ${leaf.distinct}${within}${where}`
  if (n === 0 && op !== 'at_least') return `did not do ${name}${within}${where}`
  return `did ${name} ${TIMES_WORDS[op]} ${n === 1 ? 'once' : `${n} times`}${within}${where}`
}

function joined(parts: Condition[], word: string): string {
  const words = parts.map((part) => {
    const text = conditionWords(part)
    return isAll(part) || isAny(part) ? `(${text})` : text
  })
  return words.join(` ${word} `)
}

export function conditionWords(node: Condition | null | undefined): string {
  if (!node) return ''
  if (isAll(node)) return joined(node.all, 'and')
  if (isAny(node)) return joined(node.any, 'or')
  if (isNot(node)) return `not (${conditionWords(node.not)})`
  if (isDid(node)) return didWords(node)
  if (isLocalTime(node)) {
    const { from, to, weekdays } = node.local_time
    const days = weekdays?.length ? `, ${weekdayWords(weekdays)}` : ''
    return `local time is ${from}-${to}${days}`
  }
  return comparisonWords(node)
}
