import type { Json } from './document'
import { say } from './say'
import { listed } from './tongue'
import { durationWords, weekdayWords } from './words'

/** The condition tree: groups, and leaves that compare one value or look back at what a customer did. */
export type AttributeType = 'text' | 'number' | 'date' | 'boolean' | 'list'
export type Source = 'profile' | 'event' | 'entry' | 'run' | 'message'

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

export const SOURCES: Source[] = ['profile', 'event', 'entry', 'run', 'message']

export const isAll = (node: Condition): node is { all: Condition[] } => 'all' in node
export const isAny = (node: Condition): node is { any: Condition[] } => 'any' in node
export const isNot = (node: Condition): node is { not: Condition } => 'not' in node
export const isDid = (node: Condition): node is Did => 'did' in node
export const isLocalTime = (node: Condition): node is LocalTime => 'local_time' in node

export const sourceOf = (node: Comparison): Source => SOURCES.find((source) => source in node) ?? 'profile'

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
  number: ['is', 'is_not', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'not_in', 'is_set', 'is_not_set'],
  date: [
    'is',
    'is_not',
    'before',
    'after',
    'between',
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

const KNOWN = new Set(Object.values(OPERATORS).flat())
export const WITHOUT_VALUE = new Set(['is_set', 'is_not_set', 'is_true', 'is_false', 'on_this_day'])
export const WITH_DURATION = new Set(['within_last', 'more_than_ago', 'within_next'])
export const WITH_LIST = new Set(['in', 'not_in'])

function valueWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '...'
  if (Array.isArray(value)) return listed(value.map(valueWords)) || '...'
  if (typeof value === 'object') return typeof value.from === 'string' ? value.from : JSON.stringify(value)
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  return String(value)
}

function comparisonWords(leaf: Comparison): string {
  const source = sourceOf(leaf)
  const subject = say(`source.${source}`, { name: leaf[source] || '...' })
  const value = WITH_DURATION.has(leaf.op) ? durationWords(valueWords(leaf.value)) : valueWords(leaf.value)
  if (!KNOWN.has(leaf.op)) return [subject, leaf.op || '...', value].join(' ')
  return say(`compare.${leaf.op}`, { subject, value, value2: valueWords(leaf.value2) })
}

/** What is counted, how often, in which time, of which events. */
function didWords(leaf: Did): string {
  const { op, n } = leaf.times ?? { op: 'at_least', n: 1 }
  const values = {
    name: leaf.did || '...',
    op,
    n,
    within: leaf.within ? say('did.within', { time: durationWords(leaf.within) }) : '',
    where: leaf.where ? say('did.where', { condition: conditionWords(leaf.where) }) : '',
  }
  if (leaf.sum) return say('did.sum', { ...values, property: leaf.sum })
  if (leaf.distinct) return say('did.distinct', { ...values, property: leaf.distinct })
  return say(n === 0 && op !== 'at_least' ? 'did.never' : 'did.times', values)
}

function joined(parts: Condition[], word: 'and' | 'or'): string {
  const words = parts.map((part) => {
    const text = conditionWords(part)
    return isAll(part) || isAny(part) ? `(${text})` : text
  })
  return words.join(` ${say(word)} `)
}

export function conditionWords(node: Condition | null | undefined): string {
  if (!node) return ''
  if (isAll(node)) return joined(node.all, 'and')
  if (isAny(node)) return joined(node.any, 'or')
  if (isNot(node)) return say('not', { condition: conditionWords(node.not) })
  if (isDid(node)) return didWords(node)
  if (isLocalTime(node)) {
    const { from, to, weekdays } = node.local_time
    return say('localTime', { from, to, days: weekdays?.length ? weekdayWords(weekdays) : 'none' })
  }
  return comparisonWords(node)
}

/** What a leaf compares with when its type or its operator changes; what fits is kept. */
export function valueFor(type: AttributeType, op: string, before: Json | undefined): Partial<Comparison> {
  if (WITHOUT_VALUE.has(op)) return {}
  if (WITH_LIST.has(op)) return { value: Array.isArray(before) ? before : [] }
  if (WITH_DURATION.has(op)) {
    return { value: typeof before === 'string' && /^P[T\d]/.test(before) ? before : 'P7D' }
  }
  const isData = typeof before === 'object' && before !== null && !Array.isArray(before)
  if (isData) return { value: before }
  if (type === 'number') return { value: typeof before === 'number' ? before : null }
  if (type === 'date') return { value: typeof before === 'string' && /^\d{4}-/.test(before) ? before : '' }
  return { value: typeof before === 'string' ? before : '' }
}

/** The same leaf with another type and operator. */
export function withOperator(leaf: Comparison, type: AttributeType, op: string): Comparison {
  const { value, value2: _, ...rest } = leaf
  return { ...rest, type, op, ...valueFor(type, op, value) }
}
