import type { Json } from './document'

/** One change at one place: `undefined` stands for "not there". */
export interface Change {
  path: string[]
  before: unknown
  after: unknown
  /** Of what came or went: the key that it stands before, so that undo gives back the order of the keys too. */
  follower?: string | undefined
}

type Fields = Record<string, unknown>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const keysOf = (record: Fields) => Object.keys(record).filter((key) => record[key] !== undefined)

/** What turns `before` into `after`. Parts that are shared by reference are skipped, so a diff costs what changed. */
export function diff(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (Object.is(before, after)) return []
  if (!isRecord(before) || !isRecord(after)) {
    return sameValue(before, after) ? [] : [{ path, before, after }]
  }
  const [old, now] = [keysOf(before), keysOf(after)]
  const [stayed, stays] = [new Set(old), new Set(now)]
  const kept = old.filter((key) => stays.has(key))
  if (
    !sameValue(
      kept,
      now.filter((key) => stayed.has(key)),
    )
  )
    return [{ path, before, after }]
  const lone = (keys: string[], other: Set<string>): Change[] =>
    keys.flatMap((key, index) =>
      other.has(key)
        ? []
        : [{ path: [...path, key], before: before[key], after: after[key], follower: keys[index + 1] }],
    )
  // Whatever is put back finds its follower there: the last of those that came or went goes in first.
  return [
    ...lone(old, stays),
    ...kept.flatMap((key) => diff(before[key], after[key], [...path, key])),
    ...lone(now, stayed).reverse(),
  ]
}

const sameValue = (a: unknown, b: unknown) =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b)

export const invert = (changes: Change[]): Change[] =>
  changes.map((change) => ({ ...change, before: change.after, after: change.before })).reverse()

export const apply = <T>(value: T, changes: Change[]): T =>
  changes.reduce((current, change) => put(current, change.path, change) as T, value)

function put(value: unknown, [key, ...rest]: string[], change: Change): unknown {
  if (key === undefined) return change.after
  const record = isRecord(value) ? value : {}
  const inner = put(record[key], rest, change)
  const { [key]: old, ...others } = record
  if (inner === undefined) return others
  const { follower } = change
  if (old !== undefined || rest.length > 0 || follower === undefined || !(follower in others)) {
    return { ...record, [key]: inner }
  }
  return Object.fromEntries(
    Object.entries(others).flatMap((entry) => (entry[0] === follower ? [[key, inner], entry] : [entry])),
  )
}

/** Stable text of a document, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
