import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, countOf, isSame, merged, ownEdges, withChanges } from './compare'
import { emptyDocument, type JourneyDocument } from './document'
import { abandonedCart, catalogue, kind, kinds } from './fixtures'
import {
  addStep,
  addTrigger,
  connect,
  move,
  portNames,
  remove,
  describe as rename,
  updateConfig,
  updateJourney,
} from './operations'
import { edgesOf, placesOf } from './read'

const nth = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const number = fc.nat({ max: 30 })

/** Any sequence of changes to any journey. */
const changed = (start: JourneyDocument) =>
  fc.array(fc.tuple(fc.nat({ max: 6 }), number, number, number), { maxLength: 14 }).map((changes) =>
    changes.reduce((document, [what, a, b, c]) => {
      const id = nth(placesOf(document), a) ?? ''
      if (what === 0)
        return addStep(document, nth(catalogue.steps, b) ?? kind('wait'), { x: a, y: b }).document
      if (what === 1) return addTrigger(document, kind('event'), { x: a, y: 0 }).document
      if (what === 2) {
        const port = nth(portNames(document, kinds, id), b) ?? 'out'
        return connect(document, kinds, id, port, nth(placesOf(document), c) ?? '')
      }
      if (what === 3) return remove(document, kinds, id)
      if (what === 4) return rename(document, id, { name: `name ${b}` })
      if (what === 5) return move(document, { [id]: { x: b * 20, y: c * 20 } })
      const step = document.steps[id]
      if (step?.kind === 'wait') return updateConfig(document, kinds, id, { duration: `PT${b}M` })
      return updateJourney(document, { description: `for ${c}` })
    }, start),
  )

const journey = fc.constantFrom(emptyDocument('Any'), abandonedCart).chain(changed)
const pair = journey.chain((before) => fc.tuple(fc.constant(before), fc.oneof(changed(before), journey)))

describe('a comparison', () => {
  it('of a document with itself is empty', () => {
    fc.assert(
      fc.property(journey, (document) => {
        expect(isSame(compare(document, structuredClone(document), kinds))).toBe(true)
      }),
    )
  })

  it('holds all that turns one into the other', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const made = withChanges(before, compare(before, after, kinds))
        expect(isSame(compare(made, after, kinds))).toBe(true)
        expect(edgesOf(made).map(edgeText).sort()).toEqual(edgesOf(after).map(edgeText).sort())
      }),
    )
  })

  it('is the same the other way round, with what was added removed', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const [there, back] = [compare(before, after, kinds), compare(after, before, kinds)]
        expect(signs(there)).toEqual(signs(back, true))
      }),
    )
  })

  it('is drawn with every place and edge of both', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const both = merged(before, after)
        expect(placesOf(both).sort()).toEqual([...new Set([...placesOf(before), ...placesOf(after)])].sort())
        const drawn = new Set(edgesOf(both).map(({ id }) => id))
        for (const edge of [...edgesOf(before), ...edgesOf(after)]) expect(drawn).toContain(edge.id)
        for (const id of placesOf(both)) expect(both.layout).toHaveProperty([id])
      }),
    )
  })
})

const edgeText = ({ id, target }: { id: string; target: string }) => `${id} ${target}`

const TURNED = { added: 'removed', removed: 'added', changed: 'changed' } as const

function signs({ places, edges }: ReturnType<typeof compare>, turn = false): string[] {
  return [...places, ...edges].map(({ id, sign }) => `${id} ${turn ? TURNED[sign] : sign}`).sort()
}

describe('what a comparison says', () => {
  const after = structuredClone(abandonedCart)
  const wait = after.steps.wait_1h
  if (!wait) throw new Error('The fixture has changed.')
  wait.config = { cases: [{ id: 'bought', name: 'Bought', event: 'order' }], timeout: 'PT2H' }
  after.steps.pause = { kind: 'wait', config: { duration: 'P1D' }, next: { out: 'done' } }
  wait.next = { timeout: 'pause' }
  after.entry = { rule: 'once' }
  const found = compare(abandonedCart, after, kinds)

  it('names the settings as the form does, with the item of a list', () => {
    const settings = found.places.find(({ id }) => id === 'wait_1h')?.settings ?? []
    expect(settings.map(({ titles, before, after: now }) => [titles.join(' / '), before, now])).toEqual([
      ['Cases / Bought / event', 'purchase', 'order'],
      ['At most', 'PT1H', 'PT2H'],
    ])
  })

  it('tells of edges that lead elsewhere or nowhere, but not of those of a new step', () => {
    expect(ownEdges(found).map(({ id, sign, before, after: now }) => [id, sign, before, now])).toEqual([
      ['wait_1h:timeout', 'changed', 'first_reminder', 'pause'],
      ['wait_1h:bought', 'removed', 'done', undefined],
    ])
    expect(found.journey.map(({ field }) => field)).toEqual(['entry'])
    expect(countOf(found)).toBe(5)
  })

  it('takes a field that is left out for its default', () => {
    const plain = structuredClone(abandonedCart)
    const done = plain.steps.done
    if (done) done.config = { reason: '' }
    const left = structuredClone(plain)
    if (left.steps.done) left.steps.done.config = {}
    expect(isSame(compare(plain, left, kinds))).toBe(true)
  })
})
