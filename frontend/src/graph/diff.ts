import type { Json } from './document'

/** One change at one place: `undefined` stands for "not there". */
export interface Change {
  path: string[]
  before: unknown
  after: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What turns `before` into `after`. Parts that are shared by reference are skipped, so a diff costs what changed. */
export function diff(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (Object.is(before, after)) return []
  if (!isRecord(before) || !isRecord(after)) {
    return sameValue(before, after) ? [] : [{ path, before, after }]
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => diff(before[key], after[key], [...path, key]))
}

const sameValue = (a: unknown, b: unknown) =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b)

export const invert = (changes: Change[]): Change[] =>
  changes.map(({ path, before, after }) => ({ path, before: after, after: before })).reverse()

export function apply<T>(value: T, changes: Change[]): T {
  return changes.reduce((current, change) => put(current, change.path, change.after) as T, value)
}

function put(value: unknown, path: string[], leaf: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return leaf
  const record = isRecord(value) ? value : {}
  const inner = put(record[key], rest, leaf)
  if (inner === undefined) {
    const { [key]: _, ...kept } = record
    return kept
  }
  return { ...record, [key]: inner }
}

/** Stable text of a document, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
