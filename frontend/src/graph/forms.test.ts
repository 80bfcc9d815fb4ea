import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Group, type Item, toCondition, toGroup } from './conditionGroups'
import type { Condition } from './conditions'
import { fromWords, toAmount, toIso, UNITS } from './duration'
import { durationWords } from './words'

const leaf: fc.Arbitrary<Item> = fc.record({
  profile: fc.constantFrom('city', 'age'),
  op: fc.constant('is_set'),
})
const { group } = fc.letrec<{ group: Group; item: Item }>((tie) => ({
  item: fc.oneof({ maxDepth: 3 }, leaf, tie('group')),
  group: fc.record({
    mode: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
  }),
}))

describe('the condition builder', () => {
  it('gives back every group that it was given', () => {
    fc.assert(
      fc.property(group, (made) => {
        expect(toGroup(toCondition(made))).toEqual(made)
      }),
    )
  })

  it('shows a lone leaf and a negated leaf as groups of one', () => {
    const single: Condition = { profile: 'city', op: 'is_set' }
    expect(toGroup(single)).toEqual({ mode: 'all', items: [single] })
    expect(toGroup({ not: single })).toEqual({ mode: 'none', items: [single] })
    expect(toCondition(toGroup(null))).toBeNull()
  })
})

describe('durations', () => {
  it('survive the form', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9999 }), fc.constantFrom(...UNITS), (amount, unit) => {
        expect(toAmount(toIso({ amount, unit }))).toEqual({ amount, unit })
      }),
    )
  })

  it.each([
    ['1 month 2 days', 'P1M2D'],
    ['1h 30m', 'PT1H30M'],
    ['2 days and 3 hours', 'P2DT3H'],
    ['soon', null],
    ['3 moons', null],
    ['', null],
  ])('reads "%s"', (text, iso) => expect(fromWords(text)).toBe(iso))

  it('reads back its own words', () => {
    for (const iso of ['P1Y2M', 'P3DT4H', 'PT90M']) expect(fromWords(durationWords(iso))).toBe(iso)
  })

  it('does not take a day for 24 hours', () => {
    expect(toAmount('P1DT2H')).toBeNull()
    expect(toAmount('PT1H30M')).toEqual({ amount: 90, unit: 'minutes' })
  })
})
