import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from './arrange'
import { clearPlace, placeForNote } from './clearing'
import { abandonedCart } from './fixtures'
import { addNote, makeGroup } from './operations'
import { notesOf, placesOf } from './read'

const SIZE = { width: 220, height: 140 }
const apart = (a: Box, b: Box) =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height

describe('a place for something new', () => {
  it('is where it was wished, when that is free', () => {
    expect(clearPlace({ x: 110, y: 70 }, SIZE, [])).toEqual({ x: 0, y: 0 })
  })

  it('is right beside a card that stands there', () => {
    const card = { x: 0, y: 0, width: 240, height: 100 }
    expect(clearPlace({ x: 120, y: 90 }, SIZE, [card])).toEqual({ x: 20, y: 140 })
  })

  it('lies on nothing, however crowded it is', () => {
    const at = fc.integer({ min: -800, max: 800 })
    const boxes = fc.array(fc.tuple(at, at, fc.integer({ min: 60, max: 200 })), { maxLength: 60 })
    fc.assert(
      fc.property(at, at, boxes, (x, y, all) => {
        const taken = all.map(([left, top, height]) => ({ x: left, y: top, width: 240, height }))
        const found = { ...clearPlace({ x, y }, SIZE, taken), ...SIZE }
        expect(taken.every((box) => apart(found, box))).toBe(true)
      }),
    )
  })

  it('is on no card, no other note and no title of a group', () => {
    let { document } = makeGroup(abandonedCart, placesOf(abandonedCart), 'All')
    for (let n = 0; n < 6; n += 1) {
      document = addNote(document, placeForNote(document, { x: 100, y: 200 })).document
    }
    const notes = Object.values(notesOf(document))
    expect(notes).toHaveLength(6)
    for (const [index, note] of notes.entries()) {
      for (const other of notes.slice(index + 1)) expect(apart(note, other)).toBe(true)
    }
  })
})
