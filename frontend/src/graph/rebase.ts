import type { Change } from './diff'
import type { Entry, History } from './history'
import { independent, touched } from './merge'

const mayStay = (entry: Entry, incoming: ReturnType<typeof touched>) => {
  const there = touched(entry.changes, true)
  const back = touched(
    entry.changes.map(({ path, before, after }) => ({ path, before: after, after: before })),
  )
  return independent(there, incoming) && independent(back, incoming)
}

/**
 * What can still be undone and redone after somebody else changed the document. An entry that touches what
 * they changed goes, and with it all that lie beyond it, for they build on it.
 */
export function rebase(history: History, changes: Change[]): History {
  const incoming = touched(changes, true)
  const lastGone = history.past.findLastIndex((entry) => !mayStay(entry, incoming))
  const firstGone = history.future.findIndex((entry) => !mayStay(entry, incoming))
  return {
    ...history,
    past: history.past.slice(lastGone + 1),
    future: firstGone < 0 ? history.future : history.future.slice(0, firstGone),
    open: null,
  }
}
