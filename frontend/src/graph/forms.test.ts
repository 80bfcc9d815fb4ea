import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime } from './clock'
import type { Condition, Leaf } from './conditions'
import { fromRows, pointerTo, type Row, type Rows, toRows } from './conditionTree'
import { changeEvery, EVERY, readCron, type Schedule, writeCron } from './cron'
import { fromWords, offersFor, UNITS } from './duration'
import { brokenLimit } from './limits'
import { durationWords } from './words'

const name = fc.constantFrom('city', 'age', 'a.b', '')
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant({ from: 'profile.city' }))
const comparison: fc.Arbitrary<Leaf> = fc.record(
  { profile: name, type: fc.constantFrom('text' as const, 'number' as const), op: fc.constant('is'), value },
  { requiredKeys: ['profile', 'op'] },
)
const local: fc.Arbitrary<Leaf> = fc.constant({ local_time: { from: '09:00', to: '18:00', weekdays: [1] } })
const { condition } = fc.letrec<{ condition: Condition; leaf: Leaf }>((tie) => ({
  leaf: fc.oneof(
    comparison,
    local,
    fc.record({
      did: name,
      times: fc.record({ op: fc.constant('at_least' as const), n: fc.nat() }),
      where: fc.option(tie('condition')),
    }),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const counting = () => {
  let last = 0
  return () => {
    last += 1
    return `r${last}`
  }
}

/** Every place of the tree. */
function places(group: Rows, at: number[] = []): [place: number[], item: Row | Rows][] {
  return group.rules.flatMap((item, index) => {
    const here = [...at, index]
    return [[here, item] as [number[], Row | Rows], ...('rules' in item ? places(item, here) : [])]
  })
}

const read = (json: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], json)

describe('the condition builder', () => {
  it('gives back every condition that it was given', () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(fromRows(toRows(given, counting()))).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })

  it('knows where in the document each row stands', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const rows = toRows(given, counting())
        for (const [place, item] of places(rows)) {
          if (!('rules' in item)) expect(read(given, pointerTo(rows, place))).toEqual(item.value)
        }
      }),
    )
  })

  it('names no two rows alike', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const rows = toRows(given, counting())
        const ids = [rows.id, ...places(rows).map(([, item]) => item.id)]
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('has no condition without rows', () => {
    expect(fromRows(toRows(null, counting()))).toBeNull()
  })
})

describe('durations', () => {
  it('are read back from their own words', () => {
    const amount = fc.record(
      Object.fromEntries(UNITS.map((unit) => [unit, fc.integer({ min: 1, max: 999 })])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(amount, (amounts) => {
        const iso = fromWords(
          UNITS.flatMap((unit) => (amounts[unit] ? `${amounts[unit]} ${unit}` : [])).join(' '),
        )
        fc.pre(iso !== null)
        expect(fromWords(durationWords(iso ?? ''))).toBe(iso)
        expect(fromWords(iso ?? '')).toBe(iso)
      }),
    )
  })

  it.each([
    ['1 month 2 days', 'P1M2D'],
    ['1h 30m', 'PT1H30M'],
    ['1h30m', 'PT1H30M'],
    ['2 days and 3 hours', 'P2DT3H'],
    ['2d', 'P2D'],
    ['90 min', 'PT90M'],
    ['1.5 hours', 'PT1H30M'],
    ['0,5 h', 'PT30M'],
    ['pt90m', 'PT90M'],
    ['0 minutes', 'PT0M'],
    ['1.5 months', null],
    ['90', null],
    ['soon', null],
    ['3 moons', null],
    ['two days', null],
    ['', null],
  ])('reads "%s"', (text, iso) => expect(fromWords(text)).toBe(iso))

  it('reads the words of another language too', () => {
    expect(fromWords('2 часа', { hours: ['ч', 'час', 'часа', 'часов'] })).toBe('PT2H')
  })

  it('offers what may be meant', () => {
    expect(offersFor('2')).toEqual(['PT2M', 'PT2H', 'P2D', 'P2W', 'P2M'])
    expect(offersFor('2 d')).toEqual(['P2D'])
    expect(offersFor('2 m')).toEqual(['PT2M', 'P2M'])
    expect(offersFor('soon')).toEqual([])
  })
})

describe('schedules', () => {
  const time = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const schedule: fc.Arbitrary<Schedule> = fc.oneof(
    fc.record({ every: fc.constant('day' as const), at: time }),
    fc.record({
      every: fc.constant('week' as const),
      at: time,
      weekdays: fc
        .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
        .map((days) => days.sort((a, b) => a - b)),
    }),
    fc.record({
      every: fc.constant('month' as const),
      at: time,
      day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
    }),
  )

  it('come back from cron as they were said', () => {
    fc.assert(
      fc.property(schedule, (said) => {
        expect(readCron(writeCron(said))).toEqual(said)
      }),
    )
  })

  it('are never lost when they are told in another way', () => {
    fc.assert(
      fc.property(schedule, fc.constantFrom(...EVERY), (said, every) => {
        expect(readCron(writeCron(changeEvery(said, every))).every).toBe(
          every === 'custom' ? said.every : every,
        )
      }),
    )
  })

  it.each([
    ['0 9 * * mon-fri', { every: 'week', at: '09:00', weekdays: [1, 2, 3, 4, 5] }],
    ['5 7 * * 0', { every: 'week', at: '07:05', weekdays: [7] }],
    ['*/5 * * * *', { every: 'custom', cron: '*/5 * * * *' }],
    ['0 9 1 1 *', { every: 'custom', cron: '0 9 1 1 *' }],
    ['0 9 1 * 1', { every: 'custom', cron: '0 9 1 * 1' }],
    ['', { every: 'custom', cron: '' }],
  ])('reads "%s"', (cron, said) => expect(readCron(cron)).toEqual(said))
})

describe('limits of a field', () => {
  it.each([
    ['ab', { maxLength: 1 }, 'longest'],
    ['😀', { maxLength: 1 }, undefined],
    ['x', { pattern: '^[0-9]+$' }, 'form'],
    [5, { maximum: 4 }, 'most'],
    [0, { exclusiveMinimum: 0 }, 'least'],
    [1.5, { type: 'integer' }, 'whole'],
    [[], { minItems: 1 }, 'fewest'],
    ['', { minLength: 1 }, undefined],
    [null, { minimum: 1 }, undefined],
  ])('of %j with %j', (given, schema, rule) => {
    expect(brokenLimit(given, schema)?.rule).toBe(rule)
  })
})

describe('times of day', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['6 pm', '18:00'],
    ['12am', '00:00'],
    ['24:00', '24:00'],
    ['24:30', null],
    ['13 pm', null],
    ['25', null],
    ['9:75', null],
    ['noon', null],
  ])('reads "%s"', (text, time) => expect(readTime(text)).toBe(time))
})
