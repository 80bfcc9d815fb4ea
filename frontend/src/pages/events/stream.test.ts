import { describe, expect, it } from 'vitest'
import type { Event } from '../../api/types'
import { fits, merged } from './useEventStream'

const event = (id: string, more: Partial<Event> = {}): Event => ({
  id,
  at: '2026-03-28T12:00:00Z',
  ts: '2026-03-28T12:00:00Z',
  name: 'purchase',
  kind: 'track',
  customer_id: 'c1',
  user_id: 'u1',
  message_id: id,
  properties: {},
  historical: false,
  matched: [],
  ...more,
})

describe('the stream of events', () => {
  it('shows each event once, live ones first', () => {
    const found = merged([event('3'), event('2')], [event('2'), event('1')])
    expect(found.map((each) => each.id)).toEqual(['3', '2', '1'])
  })

  it('holds live events to the filter of the list', () => {
    expect(fits(event('1'), {})).toBe(true)
    expect(fits(event('1'), { name: 'page' })).toBe(false)
    expect(fits(event('1'), { customer: 'u1' })).toBe(true)
    expect(fits(event('1'), { customer: 'c2' })).toBe(false)
  })
})
