import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StepPerson } from '../../editor/api'
import { start } from '../../i18n'
import { momentWords, personWords, spanWords } from './personWords'

const NOW = new Date('2026-03-02T12:00:00Z')
const row = (more: Partial<StepPerson>): StepPerson => ({
  what: 'passed',
  at: '2026-03-02T11:44:00Z',
  customer_id: 'c',
  user_id: 'dora',
  name: null,
  email: null,
  run_id: 'r',
  status: 'active',
  since: null,
  arrived_at: null,
  until: null,
  awaits: [],
  frozen: false,
  port: '',
  cause: '',
  reason: '',
  detail: null,
  channel: null,
  topic: null,
  message_id: null,
  ...more,
})
const words = (more: Partial<StepPerson>, port?: string) =>
  personWords(i18next.getFixedT('en', 'live'), row(more), port, NOW, 'UTC')

beforeAll(start)

describe('why somebody is where they are', () => {
  it('says until when, or for what', () => {
    expect(words({ what: 'standing', until: '2026-03-03T10:00:00Z' })).toMatch(/^Waiting until Tue,? 10:00$/)
    const both = {
      what: 'standing' as const,
      until: '2026-03-03T10:00:00Z',
      awaits: ['purchase', '$profile'],
    }
    expect(words(both)).toMatch(/ 10:00, or for purchase$/)
    expect(words({ what: 'standing', awaits: ['purchase'] })).toBe('Waiting for purchase')
    expect(words({ what: 'standing', frozen: true })).toBe('Held back while the journey is paused')
  })

  it('says by which way, why and after how long', () => {
    const arrived_at = '2026-03-02T11:30:00Z'
    expect(words({ port: 'p', cause: 'event:purchase', arrived_at }, 'purchase')).toBe(
      'Left by purchase after 14 minutes',
    )
    expect(words({ port: '$exit', cause: 'event:purchase', arrived_at })).toBe(
      'Left the journey because of purchase after 14 minutes',
    )
    expect(words({ port: '$exit', cause: 'order', arrived_at })).toBe(
      'Left the journey by a person’s order after 14 minutes',
    )
    expect(words({ port: 'out', cause: 'step' })).toBe('Went on at once')
  })

  it('says what was refused and what failed', () => {
    expect(
      words({ what: 'refused', reason: 'topic_unsubscribed', detail: { topic: 'offers' }, channel: 'email' }),
    ).toBe('Refused: no consent for topic offers')
    expect(words({ what: 'failed', reason: 'No such host.' })).toBe('Failed: No such host.')
    expect(words({ what: 'refused', reason: 'new_reason' })).toBe('Refused: New reason')
  })
})

it('says times as short as they can be read', () => {
  expect(spanWords(14 * 60)).toBe('14 minutes')
  expect(spanWords(0.4)).toBe('1 second')
  expect(spanWords(60 * 60 * 30)).toBe('30 hours')
  expect(momentWords(new Date('2027-01-05T10:00:00Z'), NOW, 'UTC')).toContain('2027')
})
