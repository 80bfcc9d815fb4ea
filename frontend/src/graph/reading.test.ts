import { describe, expect, it } from 'vitest'
import type { Json } from './document'
import { abandonedCart, kinds } from './fixtures'
import { isReadable, normalise } from './normalise'
import { portsOf } from './ports'
import { readingOrder } from './read'

describe('a document from elsewhere', () => {
  it('is made whole without losing anything', () => {
    const made = normalise({ name: 'A', steps: { a: { kind: 'wait', extra: 1 } }, future: true }, 'B')
    expect(made).toMatchObject({ name: 'A', future: true, exits: [], entry: { rule: 'one_at_a_time' } })
    expect(made.steps.a).toEqual({ kind: 'wait', extra: 1, config: {}, next: {} })
    expect(normalise('nonsense', 'B').name).toBe('B')
  })

  it('of a newer format is not read', () => {
    expect(isReadable({ format: 2 })).toBe(false)
    expect(isReadable({})).toBe(true)
    expect(isReadable([])).toBe(false)
  })
})

describe('ports', () => {
  it('are one per case, then the fixed ones, named by what they are about', () => {
    const kind = kinds.step('wait_for')
    const cases: Json = [{ id: 'a', event: 'purchase' }, { id: 'b', name: 'Left' }, { id: 'a' }, 'nonsense']
    expect(portsOf(kind, { cases }).map(({ name, title }) => [name, title])).toEqual([
      ['a', 'purchase'],
      ['b', 'Left'],
      ['timeout', 'Timeout'],
    ])
  })

  it('say the weight of a share and the condition of a way', () => {
    const kind = kinds.step('branch')
    const cases: Json = [
      { id: 'a', name: 'A', weight: 50 },
      { id: 'b', condition: { profile: 'city', op: 'is', value: 'Paris' } },
    ]
    expect(portsOf(kind, { cases }).map(({ title }) => title)).toEqual(['A 50', 'city is Paris', 'Otherwise'])
  })
})

describe('the drawing', () => {
  it('is read from the top down', () => {
    expect(readingOrder(abandonedCart)).toEqual(['cart', 'wait_1h', 'first_reminder', 'done'])
  })
})
