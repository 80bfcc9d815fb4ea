import type { Schema } from './catalogue'
import type { Json } from './document'

/** What a value breaks of its schema's limits: the id of a text, and the limit. Null when nothing. */
export interface Broken {
  rule: 'longest' | 'shortest' | 'least' | 'most' | 'fewest' | 'manyest' | 'whole' | 'form'
  limit: number
}

const isEmpty = (value: Json | undefined) => value === undefined || value === null || value === ''

/** What the browser can say at once, before the server has seen it; what is merely missing is no slip. */
export function brokenLimit(value: Json | undefined, schema: Schema): Broken | null {
  if (isEmpty(value)) return null
  if (typeof value === 'string') return textLimit(value, schema)
  if (typeof value === 'number') return numberLimit(value, schema)
  if (Array.isArray(value)) return listLimit(value, schema)
  return null
}

function textLimit(value: string, schema: Schema): Broken | null {
  const { maxLength, minLength, pattern } = schema
  // A length is counted in characters, as Python does, not in halves of them.
  const length = maxLength !== undefined || minLength !== undefined ? [...value].length : 0
  if (maxLength !== undefined && length > maxLength) return { rule: 'longest', limit: maxLength }
  if (minLength !== undefined && length < minLength) return { rule: 'shortest', limit: minLength }
  if (pattern && !new RegExp(pattern, 'u').test(value)) return { rule: 'form', limit: 0 }
  return null
}

function numberLimit(value: number, schema: Schema): Broken | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, type } = schema
  if (minimum !== undefined && value < minimum) return { rule: 'least', limit: minimum }
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    return { rule: 'least', limit: exclusiveMinimum + 1 }
  }
  if (maximum !== undefined && value > maximum) return { rule: 'most', limit: maximum }
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    return { rule: 'most', limit: exclusiveMaximum - 1 }
  }
  return type === 'integer' && !Number.isInteger(value) ? { rule: 'whole', limit: 0 } : null
}

function listLimit(value: Json[], schema: Schema): Broken | null {
  const { minItems, maxItems } = schema
  if (minItems !== undefined && value.length < minItems) return { rule: 'fewest', limit: minItems }
  if (maxItems !== undefined && value.length > maxItems) return { rule: 'manyest', limit: maxItems }
  return null
}
