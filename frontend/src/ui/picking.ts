/** Which rows of a list are picked, by their key; rows that are gone are picked no more. */
import { useCallback, useMemo, useRef, useState } from 'react'

export interface Picking<T> {
  picked: T[]
  isPicked: (row: T) => boolean
  /** With the rows in their order: everything between the last one and this one. */
  toggle: (row: T, range?: T[]) => void
  pickAll: (rows: T[]) => void
  clear: () => void
  nameOf: (row: T) => string
}

type Key = string | number

/** The keys from one row to another, in the order shown. */
export function between(keys: Key[], from: Key | null, to: Key): Key[] {
  const [start, end] = [keys.indexOf(from ?? to), keys.indexOf(to)]
  if (start < 0 || end < 0) return [to]
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1)
}

export function usePicking<T>(rows: T[], keyOf: (row: T) => Key, nameOf: (row: T) => string): Picking<T> {
  const [keys, setKeys] = useState<ReadonlySet<Key>>(new Set())
  const last = useRef<Key | null>(null)
  const picked = useMemo(() => rows.filter((row) => keys.has(keyOf(row))), [rows, keys, keyOf])
  const clear = useCallback(() => setKeys(new Set()), [])
  return {
    picked,
    isPicked: (row) => keys.has(keyOf(row)),
    toggle: (row, range) => {
      const key = keyOf(row)
      const meant = range ? between(range.map(keyOf), last.current, key) : [key]
      const next = new Set(keys)
      for (const each of meant) keys.has(key) ? next.delete(each) : next.add(each)
      last.current = key
      setKeys(next)
    },
    pickAll: (all) => setKeys(new Set(all.map(keyOf))),
    clear,
    nameOf,
  }
}
