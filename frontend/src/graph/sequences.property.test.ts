/** Whatever is done, in whatever order: the document stays valid, and undo and redo are exact. */
import { Ajv2020 } from 'ajv/dist/2020'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idsOf, kinds, anyOperation as operation, schema, anyStart as start } from './anyOperation'
import type { JourneyDocument } from './document'
import { portNames } from './edges'
import { close, noHistory, record, redo, undo } from './history'
import { edgesOf, groupsOf, notesOf, placesOf } from './read'

const valid = new Ajv2020({ strict: false }).compile(schema)

function expectSound(document: JourneyDocument) {
  if (!valid(document)) throw new Error(JSON.stringify(valid.errors))
  const ids = idsOf(document)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { source, port, target } of edgesOf(document)) {
    expect(document.steps).toHaveProperty([target])
    expect(portNames(document, kinds, source)).toContain(port)
  }
  expect(Object.keys(document.layout).sort()).toEqual(placesOf(document).sort())
  const members = Object.values(groupsOf(document)).flatMap((group) => group.members)
  expect(new Set(members).size).toBe(members.length)
  expect(placesOf(document)).toEqual(expect.arrayContaining(members))
  const spots = [...Object.values(document.layout), ...Object.values(notesOf(document))]
  expect(spots.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
}

describe('any sequence of operations', () => {
  it('keeps the document valid by the published schema', () => {
    fc.assert(
      fc.property(start, fc.array(operation, { maxLength: 25 }), (document, operations) => {
        expectSound(operations.reduce((current, change) => change(current), document))
      }),
      { numRuns: 200 },
    )
  })

  it('is undone to the very same document and redone to the last, key by key', () => {
    const marked = fc.tuple(operation, fc.constantFrom(null, 'drag', 'typing'), fc.boolean())
    fc.assert(
      fc.property(start, fc.array(marked, { maxLength: 20 }), (first, operations) => {
        let document = first
        let history = noHistory
        for (const [change, mark, ends] of operations) {
          const next = change(document)
          history = record(history, document, next, mark)
          if (ends) history = close(history)
          document = next
        }
        const last = JSON.stringify(document)
        for (let step = undo(history, document); step; step = undo(history, document)) {
          ;({ value: document, history } = step)
        }
        expect(JSON.stringify(document)).toBe(JSON.stringify(first))
        for (let step = redo(history, document); step; step = redo(history, document)) {
          ;({ value: document, history } = step)
        }
        expect(JSON.stringify(document)).toBe(last)
      }),
      { numRuns: 200 },
    )
  })
})
