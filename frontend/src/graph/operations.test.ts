import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from './diff'
import { emptyDocument, type JourneyDocument } from './document'
import { abandonedCart, catalogue, kind, kinds } from './fixtures'
import { close, noHistory, record, redo, undo } from './history'
import { isId } from './ids'
import {
  addStep,
  addTrigger,
  connect,
  disconnect,
  duplicate,
  insertOnEdge,
  move,
  portNames,
  remove,
  removeAll,
  updateConfig,
} from './operations'
import { edgesOf, placesOf } from './read'

type Operation = (document: JourneyDocument) => JourneyDocument

/** What must hold of every document, whatever was done to it. */
function expectSound(document: JourneyDocument) {
  const places = placesOf(document)
  expect(new Set(places).size).toBe(places.length)
  expect(places.every(isId)).toBe(true)
  for (const edge of edgesOf(document)) {
    expect(document.steps).toHaveProperty([edge.target])
    expect(portNames(document, kinds, edge.source)).toContain(edge.port)
    expect(edge.source).not.toBe(edge.target)
  }
  expect(Object.keys(document.layout).sort()).toEqual([...places].sort())
}

const nth = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const natural = fc.nat({ max: 40 })

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ k: natural, x: natural, y: natural }).map(({ k, x, y }): Operation => {
    return (document) => addStep(document, nth(catalogue.steps, k) ?? kind('wait'), { x, y }).document
  }),
  fc.constant<Operation>((document) => addTrigger(document, kind('event'), { x: 0, y: 0 }).document),
  fc.record({ a: natural, p: natural, b: natural }).map(({ a, p, b }): Operation => {
    return (document) => {
      const source = nth(placesOf(document), a) ?? ''
      const port = nth(portNames(document, kinds, source), p) ?? 'out'
      return connect(document, kinds, source, port, nth(placesOf(document), b) ?? '')
    }
  }),
  natural.map(
    (n): Operation =>
      (document) => {
        const edge = nth(edgesOf(document), n)
        return edge ? disconnect(document, edge.source, edge.port) : document
      },
  ),
  fc.record({ e: natural, k: natural }).map(
    ({ e, k }): Operation =>
      (document) => {
        const edge = nth(edgesOf(document), e)
        return edge
          ? insertOnEdge(document, kinds, edge, nth(catalogue.steps, k) ?? kind('wait')).document
          : document
      },
  ),
  natural.map(
    (n): Operation =>
      (document) =>
        remove(document, kinds, nth(placesOf(document), n) ?? ''),
  ),
  fc.array(natural, { maxLength: 4 }).map(
    (ns): Operation =>
      (document) => {
        const ids = ns.map((n) => nth(placesOf(document), n) ?? '')
        return removeAll(document, kinds, ids)
      },
  ),
  fc.array(natural, { maxLength: 4 }).map(
    (ns): Operation =>
      (document) => {
        const ids = new Set(ns.map((n) => nth(placesOf(document), n) ?? ''))
        return duplicate(document, ids, { x: 20, y: 20 }).document
      },
  ),
  fc.record({ n: natural, x: natural }).map(
    ({ n, x }): Operation =>
      (document) => {
        return move(document, { [nth(placesOf(document), n) ?? '']: { x, y: x } })
      },
  ),
  fc
    .record({ n: natural, cases: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')) })
    .map(({ n, cases }): Operation => {
      return (document) => {
        const id = nth(placesOf(document), n) ?? ''
        const config = document.steps[id]?.config ?? document.triggers[id]?.config ?? {}
        return updateConfig(document, kinds, id, { ...config, cases: cases.map((name) => ({ id: name })) })
      }
    }),
)

describe('operations', () => {
  it('keep the document sound, in any order', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), fc.boolean(), (operations, fromEmpty) => {
        let document = fromEmpty ? emptyDocument('Empty') : abandonedCart
        for (const change of operations) {
          document = change(document)
          expectSound(document)
        }
      }),
    )
  })

  it('are undone to the first document and redone to the last, whatever the gestures', () => {
    const marked = fc.tuple(operation, fc.constantFrom(null, 'drag', 'typing'), fc.boolean())
    fc.assert(
      fc.property(fc.array(marked, { maxLength: 20 }), (operations) => {
        let document = abandonedCart
        let history = noHistory
        for (const [change, mark, ends] of operations) {
          const next = change(document)
          history = record(history, document, next, mark)
          if (ends) history = close(history)
          document = next
        }
        const last = canonical(document)
        for (let step = undo(history, document); step; step = undo(history, document)) {
          ;({ value: document, history } = step)
          expectSound(document)
        }
        expect(canonical(document)).toBe(canonical(abandonedCart))
        for (let step = redo(history, document); step; step = redo(history, document)) {
          ;({ value: document, history } = step)
        }
        expect(canonical(document)).toBe(last)
      }),
    )
  })

  it('joins the neighbours of a removed step', () => {
    const document = remove(abandonedCart, kinds, 'wait_1h')
    expect(document.triggers.cart?.next).toBe('done')
  })

  it('drops the edges of a case that is deleted', () => {
    const document = updateConfig(abandonedCart, kinds, 'wait_1h', { cases: [], timeout: 'PT1H' })
    expect(document.steps.wait_1h?.next).toEqual({ timeout: 'first_reminder' })
  })

  it('inserts a step on an edge and goes on by its first port', () => {
    const edge = { source: 'first_reminder', port: 'out', target: 'done' }
    const { document, id } = insertOnEdge(abandonedCart, kinds, edge, kind('wait'))
    expect(document.steps.first_reminder?.next.out).toBe(id)
    expect(document.steps[id]?.next.out).toBe('done')
  })

  it('never connects into a trigger, to itself or from a port that is not there', () => {
    expect(connect(abandonedCart, kinds, 'wait_1h', 'timeout', 'cart')).toBe(abandonedCart)
    expect(connect(abandonedCart, kinds, 'wait_1h', 'timeout', 'wait_1h')).toBe(abandonedCart)
    expect(connect(abandonedCart, kinds, 'wait_1h', 'nothing', 'done')).toBe(abandonedCart)
  })

  it('takes one drag as one entry', () => {
    let history = noHistory
    let document = abandonedCart
    for (const x of [10, 20, 30]) {
      const next = move(document, { done: { x, y: 600 } })
      history = record(history, document, next, 'drag')
      document = next
    }
    expect(history.past).toHaveLength(1)
    expect(undo(history, document)?.value.layout.done).toEqual({ x: 0, y: 600 })
  })
})
