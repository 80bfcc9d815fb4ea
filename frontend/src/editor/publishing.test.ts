import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, offlineError } from '../api/errors'
import type { JourneyDocument } from '../graph/document'
import { abandonedCart } from '../graph/fixtures'
import type { LiveVersion } from './api'
import { type Publishing, publishSurely } from './publishing'

const version = (number: number, document: JourneyDocument = abandonedCart) =>
  ({ number, document, published_at: '', published_by: null, note: '' }) as LiveVersion

function parts(over: Partial<Publishing> = {}) {
  return {
    publish: vi.fn(async (): Promise<unknown> => {
      throw offlineError()
    }),
    look: vi.fn(async (): Promise<{ live: LiveVersion | null }> => ({ live: version(2) })),
    onUnknown: vi.fn(),
    ...over,
  }
}

async function outcome(given: Publishing) {
  const done = publishSurely(abandonedCart, 2, given)
  const settled = done.then(
    (value) => value,
    (error: Error) => error,
  )
  await vi.advanceTimersByTimeAsync(60_000)
  return settled
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('publishing', () => {
  it('is done when the server says so, and nothing is looked up', async () => {
    const given = parts({ publish: async () => ({}) })
    expect(await outcome(given)).toEqual({ is: 'done', broken: false })
    expect(given.look).not.toHaveBeenCalled()
  })

  it('fails with the words of the server when it refused', async () => {
    const refused = new ApiError(422, 'unpublishable', 'Mend it.')
    const given = parts({ publish: vi.fn().mockRejectedValue(refused) })
    expect(await outcome(given)).toBe(refused)
    expect(given.onUnknown).not.toHaveBeenCalled()
  })

  it('is done when the connection broke after it was, however late the server answers', async () => {
    const look = vi
      .fn()
      .mockRejectedValueOnce(offlineError())
      .mockRejectedValueOnce(new ApiError(503, 'unavailable', 'Later.'))
      .mockResolvedValueOnce({ live: version(2) })
      .mockResolvedValueOnce({ live: version(3) })
    const given = parts({ look })
    expect(await outcome(given)).toEqual({ is: 'done', broken: true })
    expect(given.onUnknown).toHaveBeenCalledOnce()
  })

  it('is not done when the server keeps saying the old version', async () => {
    const given = parts()
    expect(await outcome(given)).toEqual({ is: 'not' })
    expect(given.look).toHaveBeenCalledTimes(3)
  })

  it('is told apart from what somebody else published meanwhile', async () => {
    const theirs = { ...abandonedCart, name: 'Theirs' }
    const given = parts({ look: async () => ({ live: version(3, theirs) }) })
    expect(await outcome(given)).toEqual({ is: 'other', number: 3 })
  })
})
