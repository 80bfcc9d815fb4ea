import { apply, type Change, diff, invert } from './diff'

/**
 * Undo as diffs with marks. Changes under the same mark (one drag, one stretch of typing in one field) are
 * one entry; a change without a mark is an entry of its own. What the server sends is never recorded here.
 */
export interface Entry {
  mark: string | null
  changes: Change[]
}

export interface History {
  past: Entry[]
  future: Entry[]
  /** The mark that a next change may still join. */
  open: string | null
}

export interface Travelled<T> {
  value: T
  history: History
  /** What was changed back or again, so that the editor can show the place. */
  changes: Change[]
}

export const noHistory: History = { past: [], future: [], open: null }

export function record<T>(history: History, before: T, after: T, mark: string | null = null): History {
  const changes = diff(before, after)
  if (changes.length === 0) return history
  const last = history.past.at(-1)
  if (mark !== null && last && history.open === mark && last.mark === mark) {
    const start = apply(before, invert(last.changes))
    const joined = diff(start, after)
    const past = history.past.slice(0, -1)
    return { past: joined.length ? [...past, { mark, changes: joined }] : past, future: [], open: mark }
  }
  return { past: [...history.past, { mark, changes }], future: [], open: mark }
}

/** Ends a gesture: the next change under the same mark is a new entry. */
export const close = (history: History): History =>
  history.open === null ? history : { ...history, open: null }

export function undo<T>(history: History, value: T): Travelled<T> | null {
  const last = history.past.at(-1)
  if (!last) return null
  const changes = invert(last.changes)
  return {
    value: apply(value, changes),
    changes,
    history: { past: history.past.slice(0, -1), future: [last, ...history.future], open: null },
  }
}

export function redo<T>(history: History, value: T): Travelled<T> | null {
  const [next, ...future] = history.future
  if (!next) return null
  return {
    value: apply(value, next.changes),
    changes: next.changes,
    history: { past: [...history.past, next], future, open: null },
  }
}
