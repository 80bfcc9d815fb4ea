import { describe, expect, it } from 'vitest'
import type { JourneyDocument, Problem } from '../document'
import { abandonedCart, kinds } from '../fixtures'
import { noHistory, record, undo } from '../history'
import { nearest } from '../near'
import { isUnfinished } from '../unfinished'
import { fixFor, type Known } from '.'

const known: Known = {
  events: ['purchase', 'add_to_cart', 'Order Completed'],
  attributes: ['city', 'first_name'],
  topics: ['news', 'offers'],
}
const words = { unsubscribe: 'Unsubscribe', nameOf: (id: string) => id, topicOf: (slug: string) => slug }

const problem = (path: string, code: string, step: string | null = null): Problem => ({
  path,
  code,
  message: '',
  severity: 'error',
  step,
})

function edited(change: (document: JourneyDocument) => void): JourneyDocument {
  const document = structuredClone(abandonedCart)
  change(document)
  return document
}

const stepOf = (document: JourneyDocument, id: string) => {
  const step = document.steps[id]
  if (!step) throw new Error(`There is no ${id}.`)
  return step
}

type Wanted = (document: JourneyDocument) => unknown
const CASES: [string, JourneyDocument, Problem, Wanted, unknown][] = [
  [
    'a trigger that leads nowhere is connected to the highest step without a way in',
    edited((d) => {
      if (d.triggers.cart) d.triggers.cart.next = null
    }),
    problem('/triggers/cart/next', 'no_step', 'cart'),
    (d) => d.triggers.cart?.next,
    'wait_1h',
  ],
  [
    'an edge to nothing is taken out',
    edited((d) => {
      stepOf(d, 'wait_1h').next.bought = 'gone'
    }),
    problem('/steps/wait_1h/next/bought', 'no_target', 'wait_1h'),
    (d) => d.steps.wait_1h?.next,
    { timeout: 'first_reminder' },
  ],
  [
    'a step that nobody comes to is removed',
    edited((d) => {
      d.steps.lost = { kind: 'exit', config: {}, next: {} }
    }),
    problem('/steps/lost', 'unreachable', 'lost'),
    (d) => Object.keys(d.steps),
    ['wait_1h', 'first_reminder', 'done'],
  ],
  [
    'a message gets a topic',
    abandonedCart,
    problem('/steps/first_reminder/config/topic', 'no_topic', 'first_reminder'),
    (d) => d.steps.first_reminder?.config.topic,
    'news',
  ],
  [
    'an unknown event becomes the nearest that was seen',
    edited((d) => {
      stepOf(d, 'wait_1h').config.cases = [{ id: 'bought', event: 'puchrase' }]
    }),
    problem('/steps/wait_1h/config/cases/0/event', 'unknown_event', 'wait_1h'),
    (d) => d.steps.wait_1h?.config.cases,
    [{ id: 'bought', event: 'purchase' }],
  ],
  [
    'also within a condition',
    edited((d) => {
      const filter = { all: [{ profile: 'City', op: 'is', value: 'Oslo' }] }
      if (d.triggers.cart) d.triggers.cart.config.filter = filter
    }),
    problem('/triggers/cart/config/filter', 'unknown_attribute', 'cart'),
    (d) => d.triggers.cart?.config.filter,
    { all: [{ profile: 'city', op: 'is', value: 'Oslo' }] },
  ],
  [
    'a wait without an end gets one',
    edited((d) => {
      stepOf(d, 'wait_1h').config.timeout = null
    }),
    problem('/steps/wait_1h/config/timeout', 'endless', 'wait_1h'),
    (d) => d.steps.wait_1h?.config.timeout,
    'P1D',
  ],
  [
    'a loop gets a wait',
    edited((d) => {
      stepOf(d, 'first_reminder').next.out = 'wait_1h'
    }),
    problem('/steps/first_reminder', 'spin', 'first_reminder'),
    (d) => d.steps[d.steps.first_reminder?.next.out ?? '']?.kind,
    'wait',
  ],
  [
    'a setting that does not exist is removed',
    edited((d) => {
      stepOf(d, 'first_reminder').config.colour = 'red'
    }),
    problem('/steps/first_reminder/config/colour', 'no_such_setting', 'first_reminder'),
    (d) => d.steps.first_reminder?.config,
    { channel: 'email', subject: 'Your cart' },
  ],
  [
    'a mail gets a link to unsubscribe before its end',
    edited((d) => {
      stepOf(d, 'first_reminder').config.html = '<body><p>Hello</p></body>'
    }),
    problem('/steps/first_reminder/config', 'no_unsubscribe', 'first_reminder'),
    (d) => d.steps.first_reminder?.config.html,
    '<body><p>Hello</p><p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>\n</body>',
  ],
]

describe('a fix', () => {
  it.each(CASES)('%s, and can be undone', (_name, document, found, wanted, value) => {
    const fix = fixFor({ problem: found, document, kinds, known, words })
    const after = fix?.apply(document) ?? document
    expect(wanted(after)).toEqual(value)
    expect(undo(record(noHistory, document, after), after)?.value).toEqual(document)
  })

  it('is not offered where nobody can know', () => {
    const strange = edited((d) => {
      stepOf(d, 'wait_1h').config.cases = [{ id: 'bought', event: 'quite_another' }]
    })
    for (const [path, code] of [
      ['/steps/wait_1h/config/cases/0/event', 'unknown_event'],
      ['/triggers', 'no_trigger'],
      ['/steps/nobody', 'unreachable'],
      ['', 'deep'],
    ] as const) {
      expect(fixFor({ problem: problem(path, code), document: strange, kinds, known, words })).toBeNull()
    }
  })
})

it('finds the name that was meant', () => {
  expect(nearest('order_completed', known.events)).toBe('Order Completed')
  expect(nearest('purchsae', known.events)).toBe('purchase')
  expect(nearest('visit', known.events)).toBeUndefined()
})

it('tells what is not finished from what is wrong', () => {
  const fresh = edited((d) => {
    d.steps.lost = { kind: 'exit', config: {}, next: {} }
    d.steps.later = { kind: 'exit', config: {}, next: {} }
    d.steps.lost.next = { out: 'later' }
  })
  expect(isUnfinished(problem('/steps/first_reminder/config/subject', 'missing'), fresh)).toBe(true)
  expect(isUnfinished(problem('/steps/lost', 'unreachable', 'lost'), fresh)).toBe(true)
  expect(isUnfinished(problem('/steps/later', 'unreachable', 'later'), fresh)).toBe(false)
  expect(isUnfinished(problem('/steps/wait_1h/next/bought', 'no_target'), fresh)).toBe(false)
})
