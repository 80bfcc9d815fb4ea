import { describe, expect, it } from 'vitest'
import { dayName, exact, relative, shortMoment } from './clock'

const NOON = new Date('2026-03-28T12:00:00Z')
const ago = (seconds: number) => relative(new Date(NOON.getTime() - seconds * 1000), NOON.getTime())

describe('relative times', () => {
  it.each([
    [3, 'now'],
    [42, '42 sec ago'],
    [59.7, '1 min ago'],
    [3599, '1 hr ago'],
    [7200, '2 hr ago'],
    [86_400, 'yesterday'],
    [-5400, 'in 2 hr'],
  ])('%s seconds ago is "%s"', (seconds, words) => expect(ago(seconds)).toBe(words))
})

describe('exact times', () => {
  it('names the zone', () => {
    expect(exact(NOON, 'Europe/Warsaw')).toBe('28 Mar 2026, 13:00:00 (Europe/Warsaw)')
  })

  it('leaves out the date on the same day of that zone only', () => {
    const late = new Date('2026-03-28T23:30:00Z')
    expect(shortMoment(late, NOON, 'UTC')).toBe('23:30:00')
    expect(shortMoment(late, NOON, 'Europe/Warsaw')).toBe('29 Mar 2026, 00:30:00')
    expect(dayName(late, 'Europe/Warsaw')).toMatch(/^Sunday,? 29 March 2026$/)
  })
})
