import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveSocket, pauseAfter } from './live'

class FakeSocket {
  readyState = 0
  sent: string[] = []
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  send = (text: string) => this.sent.push(text)
  close = () => this.break()
  opened() {
    this.readyState = 1
    this.onopen?.()
  }
  break() {
    this.readyState = 3
    this.onclose?.()
  }
  says = (message: unknown) => this.onmessage?.({ data: JSON.stringify(message) })
}

let made: FakeSocket[]
let live: LiveSocket
const last = () => made.at(-1) as FakeSocket

beforeEach(() => {
  vi.useFakeTimers()
  made = []
  live = new LiveSocket(
    () => 'ws://here',
    () => {
      made.push(new FakeSocket())
      return last() as unknown as WebSocket
    },
  )
})
afterEach(() => vi.useRealTimers())

describe('the live socket', () => {
  it('asks for a topic once, however many listen, and hands each message to all of them', () => {
    const [one, two] = [vi.fn(), vi.fn()]
    live.subscribe('events', one)
    live.subscribe('events', two)
    last().opened()
    expect(last().sent).toEqual(['{"subscribe":"events"}'])
    last().says({ topic: 'events', type: 'event', data: { id: 1 } })
    last().says({ topic: 'mailbox', type: 'mail', data: {} })
    expect(one).toHaveBeenCalledOnce()
    expect(two).toHaveBeenCalledWith({ topic: 'events', type: 'event', data: { id: 1 } })
  })

  it('comes back by itself after a break and asks for its topics again', () => {
    live.subscribe('events', vi.fn())
    last().opened()
    last().break()
    expect(live.status).toBe('waiting')
    vi.advanceTimersByTime(60_000)
    expect(made).toHaveLength(2)
    last().opened()
    expect(last().sent).toEqual(['{"subscribe":"events"}'])
    expect(live.status).toBe('open')
  })

  it('closes when nobody listens any more, and stays closed', () => {
    const leave = live.subscribe('events', vi.fn())
    last().opened()
    leave()
    vi.advanceTimersByTime(60_000)
    expect(made).toHaveLength(1)
    expect(live.status).toBe('idle')
  })

  it('drops what is no JSON and goes on', () => {
    const listener = vi.fn()
    live.subscribe('events', listener)
    last().opened()
    last().onmessage?.({ data: 'not json' })
    last().says({ topic: 'events', type: 'event', data: {} })
    expect(listener).toHaveBeenCalledOnce()
  })

  it('waits longer after each failure, within bounds', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const pause = pauseAfter(failures, chance)
        expect(pause).toBeGreaterThanOrEqual(250)
        expect(pause).toBeLessThanOrEqual(20_000)
        expect(pauseAfter(failures + 1, chance)).toBeGreaterThanOrEqual(pause)
      }),
    )
  })
})
