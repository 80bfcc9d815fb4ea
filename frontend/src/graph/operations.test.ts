import { describe, expect, it } from 'vitest'
import { changedIds } from './changedIds'
import { abandonedCart, kind, kinds } from './fixtures'
import { frameOf } from './groups'
import { noHistory, record, undo } from './history'
import {
  addNote,
  align,
  changeNote,
  connect,
  distribute,
  insertOnEdge,
  joinGroup,
  makeGroup,
  move,
  remove,
  ungroup,
  updateConfig,
} from './operations'
import { groupsOf, notesOf } from './read'

describe('operations', () => {
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

  it('puts a place into one group only, and lets an empty group vanish', () => {
    const first = makeGroup(abandonedCart, ['wait_1h', 'done'], 'First')
    const second = makeGroup(first.document, ['done'], 'Second', 'red')
    expect(groupsOf(second.document)[first.id]?.members).toEqual(['wait_1h'])
    const joined = joinGroup(second.document, second.id, ['wait_1h'])
    expect(Object.keys(groupsOf(joined))).toEqual([second.id])
    expect(groupsOf(remove(joined, kinds, 'done'))[second.id]?.members).toEqual(['wait_1h'])
    expect(ungroup(joined, second.id)).toEqual(abandonedCart)
  })

  it('draws the frame of a group around what stands in it', () => {
    const { document, id } = makeGroup(abandonedCart, ['wait_1h', 'first_reminder'], 'Both')
    const group = groupsOf(document)[id]
    expect(group && frameOf(document, group)).toEqual({ x: -164, y: 140, width: 428, height: 416 })
  })

  it('leaves a note as large as can be read, and where numbers make no sense as it was', () => {
    const { document, id } = addNote(abandonedCart, { x: 10, y: 20 }, 'Ask Bob')
    const changed = changeNote(document, id, { x: Number.NaN, width: 1, text: 'Asked' })
    expect(notesOf(changed)[id]).toMatchObject({ x: 10, y: 20, width: 60, text: 'Asked' })
    expect(remove(changed, kinds, id)).toEqual(abandonedCart)
  })

  it('aligns on a side, and makes the gaps the same', () => {
    const ids = ['cart', 'first_reminder', 'done']
    expect(align(abandonedCart, ids, 'left').layout.done?.x).toBe(-140)
    expect(align(abandonedCart, ids, 'middle').layout.cart?.y).toBe(300)
    const uneven = move(abandonedCart, { first_reminder: { x: 0, y: 500 } })
    expect(distribute(uneven, ids, 'down').layout.first_reminder?.y).toBe(300)
  })
})

describe('what an undo shows', () => {
  const shown = (next: typeof abandonedCart) =>
    changedIds(record(noHistory, abandonedCart, next).past[0]?.changes ?? [])

  it.each([
    ['what says something else', ['wait_1h'], updateConfig(abandonedCart, kinds, 'wait_1h', { cases: [] })],
    ['what stands elsewhere', ['done'], move(abandonedCart, { done: { x: 7, y: 7 } })],
    ['a group', ['group'], makeGroup(abandonedCart, ['done'], 'One').document],
    ['a note', ['note'], addNote(abandonedCart, { x: 0, y: 0 }).document],
    ['nothing of the journey itself', [], { ...abandonedCart, name: 'Other' }],
  ])('is %s', (_, ids, next) => expect(shown(next)).toEqual(ids))
})
