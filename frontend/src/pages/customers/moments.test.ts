import { describe, expect, it } from 'vitest'
import type { TimelineItem } from '../../api/types'
import i18n from '../../i18n'
import { momentWords } from './moments'

const AT = '2026-03-28T12:00:00Z'
const cart = { journey_id: 1, journey: 'abandoned-cart', journey_name: 'Abandoned cart' }
const words = (item: Partial<TimelineItem>) => momentWords(i18n.t, { at: AT, id: 'x', type: 'move', ...item })

describe('a move', () => {
  it('says where it entered and why', () => {
    const found = words({ ...cart, visit: 0, step: 'cart', port: 'out', cause: 'event:add_to_cart' })
    expect(found).toEqual({
      title: 'Entered Abandoned cart',
      line: 'because add_to_cart happened',
      to: 'journeys/abandoned-cart',
    })
  })

  it('says until when it waits, and by which way it left', () => {
    const detail = { until: '2026-03-28T13:00:00Z' }
    expect(words({ ...cart, visit: 1, step: 'wait', port: '', cause: 'step', detail }).title).toMatch(
      /^Waits at Wait until \d\d:00:00$/,
    )
    const left = words({ ...cart, visit: 1, step: 'wait', port: 'timeout', cause: 'timer' })
    expect(left.title).toBe('Left Wait by “timeout”')
    expect(left.line).toBe('Abandoned cart · because the time came')
  })

  it('says why it failed', () => {
    const detail = { reason: 'undefined variable: cart' }
    const found = words({ ...cart, visit: 2, step: 'mail', port: '$failed', cause: 'timer', detail })
    expect(found.title).toBe('Failed at Mail')
    expect(found.line).toContain('undefined variable: cart')
  })
})

describe('refusals and messages', () => {
  it('tell a known reason in a sentence and an unknown code in words', () => {
    const refused = words({ type: 'refusal', ...cart, reason: 'rule' })
    expect(refused.title).toBe('Not let into Abandoned cart')
    expect(refused.line).toBe('The re-entry rule did not allow another run.')
    expect(words({ type: 'refusal', ...cart, reason: 'moon_phase' }).line).toBe('Moon phase')
  })

  it('lead to the message', () => {
    const found = words({
      type: 'message',
      id: 'r:1:0',
      status: 'refused',
      reason: 'topic_unsubscribed',
      step: 'first',
    })
    expect(found.title).toBe('Not sent: First')
    expect(found.to).toBe('messages?message=r%3A1%3A0')
  })
})
