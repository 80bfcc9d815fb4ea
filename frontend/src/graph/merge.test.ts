import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, canonical, diff } from './diff'
import type { JourneyDocument } from './document'
import { abandonedCart, catalogue, kinds } from './fixtures'
import { close, noHistory, record, undo } from './history'
import { independent, merge, touched } from './merge'
import { addStep, connect, move, removeAll, describe as say, updateConfig } from './operations'
import { edgesOf, placesOf } from './read'
import { rebase } from './rebase'

type Operation =
  | { what: 'add'; kind: number; wish: string }
  | { what: 'remove'; place: number }
  | { what: 'name'; place: number; name: string }
  | { what: 'connect'; from: number; to: number }
  | { what: 'move'; place: number; x: number }
  | { what: 'config'; place: number; value: string }
  | { what: 'journey'; name: string }
  | { what: 'note'; id: string; text: string }

const which = fc.nat(20)
const operation = (owner: string): fc.Arbitrary<Operation> =>
  fc.oneof(
    fc.record({ what: fc.constant('add' as const), kind: which, wish: fc.constant(owner) }),
    fc.record({ what: fc.constant('remove' as const), place: which }),
    fc.record({ what: fc.constant('name' as const), place: which, name: fc.string({ maxLength: 3 }) }),
    fc.record({ what: fc.constant('connect' as const), from: which, to: which }),
    fc.record({ what: fc.constant('move' as const), place: which, x: fc.integer({ min: 0, max: 99 }) }),
    fc.record({ what: fc.constant('config' as const), place: which, value: fc.string({ maxLength: 3 }) }),
    fc.record({ what: fc.constant('journey' as const), name: fc.constantFrom('A', 'B') }),
    fc.record({
      what: fc.constant('note' as const),
      id: fc.constantFrom('n1', 'n2'),
      text: fc.constant(owner),
    }),
  )
const operations = (owner: string) => fc.array(operation(owner), { maxLength: 6 })

const pick = <T>(list: T[], index: number): T => list[index % list.length] as T

function done(document: JourneyDocument, step: Operation): JourneyDocument {
  const places = placesOf(document)
  const steps = Object.keys(document.steps)
  switch (step.what) {
    case 'add':
      return addStep(document, pick(catalogue.steps, step.kind), { x: 0, y: 0 }, undefined, step.wish)
        .document
    case 'journey':
      return { ...document, name: step.name }
    case 'note': {
      const note = { text: step.text, colour: 'grey' as const, x: 0, y: 0, width: 10, height: 10 }
      return {
        ...document,
        canvas: { ...document.canvas, notes: { ...document.canvas?.notes, [step.id]: note } },
      }
    }
    case 'connect': {
      if (steps.length === 0) return document
      return connect(document, kinds, pick(places, step.from), 'out', pick(steps, step.to))
    }
  }
  if (places.length === 0) return document
  const id = pick(places, step.place)
  if (step.what === 'remove') return removeAll(document, kinds, [id])
  if (step.what === 'name') return say(document, id, { name: step.name })
  if (step.what === 'move') return move(document, { [id]: { x: step.x, y: 0 } })
  const config = (document.steps[id] ?? document.triggers[id])?.config ?? {}
  return updateConfig(document, kinds, id, { ...config, extra: step.value })
}

const drawnBy = (document: JourneyDocument, list: Operation[]) => list.reduce(done, document)
const dangling = (document: JourneyDocument) =>
  edgesOf(document).filter((edge) => !document.steps[edge.target]).length
const told = { verbose: false, numRuns: 1500 }

describe('merge', () => {
  it('keeps what both did, whoever merges, and leaves no edge into nothing', () => {
    let merged = 0
    fc.assert(
      fc.property(operations('mine'), operations('theirs'), (ours, others) => {
        const base = abandonedCart
        const [mine, theirs] = [drawnBy(base, ours), drawnBy(base, others)]
        const one = merge(base, mine, theirs)
        const other = merge(base, theirs, mine)
        expect(one === null).toBe(other === null)
        if (!one || !other) return
        merged += 1
        const { layout: _, ...drawn } = one
        const { layout: __, ...sameDrawn } = other
        expect(canonical(drawn)).toBe(canonical(sameDrawn))
        expect(dangling(one)).toBe(0)
        expect(new Set(placesOf(one)).size).toBe(placesOf(one).length)
        for (const id of placesOf(one)) expect(one.layout[id]).toBeDefined()
        const from = (document: JourneyDocument) => ({ ...document, layout: {}, canvas: undefined })
        for (const side of [mine, theirs]) {
          for (const change of diff(from(base), from(side))) {
            const kept = change.path.reduce<unknown>(
              (value, key) => (value as Record<string, unknown> | undefined)?.[key],
              one,
            )
            expect(canonical(kept ?? null)).toBe(canonical(change.after ?? null))
          }
        }
      }),
      told,
    )
    expect(merged).toBeGreaterThan(100)
  })

  it('gives back what is there when only one of them did something', () => {
    fc.assert(
      fc.property(operations('mine'), (ours) => {
        const mine = drawnBy(abandonedCart, ours)
        expect(canonical(merge(abandonedCart, mine, abandonedCart))).toBe(canonical(mine))
        expect(canonical(merge(abandonedCart, abandonedCart, mine))).toBe(canonical(mine))
        expect(canonical(merge(abandonedCart, mine, mine))).toBe(canonical(mine))
      }),
    )
  })

  it('refuses when both changed one step, or one leads to what the other removed', () => {
    const [first, second] = Object.keys(abandonedCart.steps) as [string, string]
    const mine = say(abandonedCart, first, { name: 'Mine' })
    expect(merge(abandonedCart, mine, say(abandonedCart, first, { name: 'Theirs' }))).toBeNull()
    expect(merge(abandonedCart, mine, removeAll(abandonedCart, kinds, [first]))).toBeNull()
    expect(merge(abandonedCart, mine, say(abandonedCart, second, { name: 'Theirs' }))?.steps).toMatchObject({
      [first]: { name: 'Mine' },
      [second]: { name: 'Theirs' },
    })
  })
})

describe('an undo history after another one saved', () => {
  it('only takes back what is mine, and leaves no edge into nothing', () => {
    fc.assert(
      fc.property(operations('mine'), operations('theirs'), (ours, others) => {
        let document = abandonedCart
        let history = noHistory
        for (const step of ours) {
          const next = done(document, step)
          history = close(record(history, document, next))
          document = next
        }
        const theirs = drawnBy(document, others)
        const changes = diff(document, theirs)
        let now = { value: theirs, history: rebase(history, changes) }
        for (let back = undo(now.history, now.value); back; back = undo(now.history, now.value)) {
          now = back
          expect(dangling(now.value)).toBe(0)
        }
        const kept = now.history.future.flatMap((entry) => entry.changes)
        if (kept.length === 0) return
        expect(independent(touched(kept), touched(changes))).toBe(true)
        const again = now.history.future.reduce((value, entry) => apply(value, entry.changes), now.value)
        expect(canonical(again)).toBe(canonical(theirs))
      }),
      told,
    )
  })
})
