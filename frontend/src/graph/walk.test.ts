import { describe, expect, it } from 'vitest'
import { abandonedCart, kinds } from './fixtures'
import { satisfying } from './satisfy'
import { linesOf, type Move, type Script, takenPort, type Walk, wayTo } from './walk'
import { secondsOf, spanIso, withPort } from './whatIf'

const move = (at: string, step: string, port: string | null, more: Partial<Move> = {}): Move => ({
  at: `2026-03-02T${at}:00Z`,
  run: 'r',
  visit: 1,
  step,
  port,
  cause: 'step',
  detail: {},
  ...more,
})

const walk: Walk = {
  moves: [
    move('10:00', 'cart', 'out', { visit: 0, cause: 'event:add_to_cart' }),
    move('10:00', 'wait_1h', null, { detail: { until: '2026-03-02T11:00:00Z' } }),
    move('11:00', 'wait_1h', 'timeout', { cause: 'timer' }),
    move('11:00', 'first_reminder', 'out', { visit: 2 }),
    move('11:00', 'done', '$end', { visit: 3 }),
  ],
  messages: [
    {
      at: '2026-03-02T11:00:00Z',
      intent: 'r:2:0',
      step: 'first_reminder',
      channel: 'email',
      recipient: 'ada@example.com',
      preview: null,
    },
  ],
  runs: [{ id: 'r', status: 'completed', step: 'done', reason: 'bought', ended_at: '2026-03-02T11:00:00Z' }],
  refusals: [{ at: '2026-03-02T12:00:00Z', trigger: 'cart', reason: 'rule' }],
  zone: 'UTC',
  stopped: false,
}

const script: Script = {
  profile: {},
  start: '2026-03-02T10:00:00Z',
  trigger: 'cart',
  data: { cart_id: 7 },
  events: [],
  receipts: {},
  choices: {},
}

describe('the lines of a walk', () => {
  const lines = linesOf(walk, abandonedCart)

  it('are in order, each with its place and the edge taken', () => {
    expect(lines.map(({ kind, place, edge }) => [kind, place, edge])).toEqual([
      ['enter', 'cart', 'cart:out'],
      ['wait', 'wait_1h', null],
      ['leave', 'wait_1h', 'wait_1h:timeout'],
      ['message', 'first_reminder', 'first_reminder:out'],
      ['end', 'done', null],
      ['refused', 'cart', null],
    ])
  })

  it('light the way up to the one that is looked at', () => {
    expect([...wayTo(lines, 2).places]).toEqual(['cart', 'wait_1h'])
    expect([...wayTo(lines, 2).edges]).toEqual(['cart:out', 'wait_1h:timeout'])
    expect(wayTo(lines, 3).here).toBe('first_reminder')
    expect(takenPort(walk, 'wait_1h')).toBe('timeout')
  })
})

describe('another port', () => {
  const to = (port: string, step = 'wait_1h', from = script) =>
    withPort(from, walk, abandonedCart, kinds, step, port)

  it('of a wait makes its event happen in the middle of it', () => {
    expect(to('bought').events).toEqual([{ event: 'purchase', at: 'PT30M', properties: {}, for: 'wait_1h' }])
  })

  it('that is the timeout takes the event away again', () => {
    const bought = to('bought')
    const typed = { ...bought, events: bought.events.map((event) => ({ ...event, for: undefined })) }
    expect(to('timeout', 'wait_1h', typed).events).toEqual([])
  })

  it('of a message is what became of it', () => {
    expect(to('refused', 'first_reminder').receipts).toEqual({ first_reminder: 'refused' })
    expect(to('out', 'first_reminder', to('refused', 'first_reminder')).receipts).toEqual({})
  })

  it('of a step that was not come to is chosen for when it is', () => {
    expect(withPort(script, null, abandonedCart, kinds, 'wait_1h', 'bought').choices).toEqual({
      wait_1h: 'bought',
    })
  })
})

it('writes spans that it can read', () => {
  for (const seconds of [1, 60, 90, 3600, 5400, 86_400]) expect(secondsOf(spanIso(seconds))).toBe(seconds)
})

it('gives the properties that a condition asks for', () => {
  const condition = {
    all: [
      { event: 'cart.total', op: 'gt', value: 50 },
      { event: 'kind', op: 'in', value: ['shoes', 'hats'] },
      { profile: 'city', op: 'is', value: 'Oslo' },
    ],
  }
  expect(satisfying(condition, 'event', { kind: 'any', other: 1 })).toEqual({
    cart: { total: 51 },
    kind: 'shoes',
    other: 1,
  })
})
