/** Publishing over a connection that may break in the middle: afterwards it is looked up what happened. */
import { ApiError, OFFLINE } from '../api/errors'
import { canonical } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import { behaviour } from '../graph/read'
import type { LiveVersion } from './api'

export interface Publishing {
  publish(): Promise<unknown>
  /** What runs now, as the server says. */
  look(): Promise<{ live: LiveVersion | null }>
  /** The connection broke, and it is being looked up. */
  onUnknown(): void
}

/** done: it is live. not: the server has nothing of it. other: somebody else's version came instead. */
export type Outcome = { is: 'done'; broken: boolean } | { is: 'not' } | { is: 'other'; number: number }

export const LOOK_AGAIN_MS = 1500
/** The server may still be at it when it is asked the first time. */
const SURE_AFTER = 3

const isUnknown = (error: unknown) =>
  error instanceof ApiError && (error.code === OFFLINE || (error.status >= 502 && error.status <= 504))

const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

/** Resolves when it is known what came of it; rejects when the server refused, or told why it failed. */
export async function publishSurely(
  document: JourneyDocument,
  before: number,
  { publish, look, onUnknown }: Publishing,
): Promise<Outcome> {
  try {
    await publish()
    return { is: 'done', broken: false }
  } catch (error) {
    if (!isUnknown(error)) throw error
  }
  onUnknown()
  for (let answers = 0; answers < SURE_AFTER; ) {
    await pause(LOOK_AGAIN_MS)
    try {
      const { live } = await look()
      answers += 1
      if (live && live.number > before) return said(live, document)
    } catch (error) {
      if (!isUnknown(error)) throw error
    }
  }
  return { is: 'not' }
}

function said(live: LiveVersion, document: JourneyDocument): Outcome {
  const same = canonical(behaviour(live.document)) === canonical(behaviour(document))
  return same ? { is: 'done', broken: true } : { is: 'other', number: live.number }
}
