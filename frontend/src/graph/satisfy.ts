/** Properties that make a condition hold, as far as it can be read; what cannot be met is left alone. */
import {
  type Comparison,
  type Condition,
  isAll,
  isAny,
  isDid,
  isLocalTime,
  isNot,
  type Source,
} from './conditions'
import type { Config, Json } from './document'

/** `given` with what the condition asks of `source`. */
export function satisfying(condition: Condition | null | undefined, source: Source, given: Config): Config {
  if (!condition) return given
  return leavesOf(condition).reduce((made, leaf) => {
    const path = leaf[source]
    const value = path ? valueFor(leaf) : undefined
    return path && value !== undefined ? withPath(made, path.split('.'), value) : made
  }, given)
}

function leavesOf(condition: Condition): Comparison[] {
  if (isAll(condition)) return condition.all.flatMap(leavesOf)
  if (isAny(condition)) return condition.any.slice(0, 1).flatMap(leavesOf)
  if (isNot(condition) || isDid(condition) || isLocalTime(condition)) return []
  return [condition]
}

const next = (value: Json | undefined, by: number) => (typeof value === 'number' ? value + by : undefined)

function valueFor({ op, value }: Comparison): Json | undefined {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return undefined
  if (op === 'gt') return next(value, 1)
  if (op === 'lt') return next(value, -1)
  if (op === 'in') return Array.isArray(value) ? value[0] : undefined
  if (op === 'is_true') return true
  if (op === 'is_false') return false
  if (op === 'has') return value === undefined ? undefined : [value]
  return ['is', 'gte', 'lte', 'between', 'contains', 'starts_with', 'ends_with'].includes(op)
    ? value
    : undefined
}

export function withPath(given: Config, [key, ...rest]: string[], value: Json): Config {
  if (key === undefined) return given
  const inner = given[key]
  const object = inner && typeof inner === 'object' && !Array.isArray(inner) ? inner : {}
  return { ...given, [key]: rest.length ? withPath(object, rest, value) : value }
}

export function atPath(given: Config, path: string): Json | undefined {
  let value: Json | undefined = given
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
    value = value[key]
  }
  return value
}
