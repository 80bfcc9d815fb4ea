import { describe, expect, it } from 'vitest'
import { localProblems } from './checks'
import { emptyDocument, type JourneyDocument } from './document'
import { abandonedCart, kind, kinds } from './fixtures'
import { frameOf } from './groups'
import { CARD_HEIGHT, CARD_WIDTH, setDirection, tidy, tidyOnly } from './layout'
import { addNote, addStep, makeGroup, move } from './operations'
import { groupsOf, placesOf } from './read'

/** Branches that come together again and again, four steps in each row. */
function large(rows: number): JourneyDocument {
  const document = emptyDocument('Large')
  document.triggers.start = { kind: 'event', config: { event: 'a' }, next: 's0_0' }
  for (let row = 0; row < rows; row += 1) {
    const after = `s${row + 1}_0`
    const last = row === rows - 1
    document.steps[`s${row}_0`] = {
      kind: 'wait_for',
      config: { cases: [{ id: 'a' }, { id: 'b' }] },
      next: { a: `s${row}_1`, b: `s${row}_2`, timeout: `s${row}_3` },
    }
    for (const at of [1, 2, 3]) {
      document.steps[`s${row}_${at}`] = { kind: 'wait', config: {}, next: last ? {} : { out: after } }
    }
  }
  return document
}

const overlaps = (document: JourneyDocument) => {
  const spots = Object.values(document.layout)
  return spots.filter((a, index) =>
    spots.slice(index + 1).some((b) => Math.abs(a.x - b.x) < CARD_WIDTH && Math.abs(a.y - b.y) < CARD_HEIGHT),
  )
}

describe('tidy', () => {
  it.each([
    ['down', 'y', CARD_HEIGHT],
    ['right', 'x', CARD_WIDTH],
  ] as const)('puts every step further %s than what leads to it', async (direction, axis, size) => {
    const turned = setDirection(abandonedCart, direction)
    const { layout } = move(turned, await tidy(turned, kinds))
    const at = (id: string) => layout[id]?.[axis] ?? Number.NaN
    expect(at('wait_1h')).toBeGreaterThanOrEqual(at('cart') + size)
    expect(at('first_reminder')).toBeGreaterThanOrEqual(at('wait_1h') + size)
    expect(at('done')).toBeGreaterThanOrEqual(at('first_reminder') + size)
  })

  it('leaves what is tidy as it is, whatever the order of the keys', async () => {
    const once = move(abandonedCart, await tidy(abandonedCart, kinds))
    const steps = Object.fromEntries(Object.entries(once.steps).reverse())
    expect(move(once, await tidy({ ...once, steps }, kinds)).layout).toEqual(once.layout)
  })

  it('keeps the members of a group together, and no one else among them', async () => {
    const { document, id } = makeGroup(large(10), ['s1_1', 's1_2', 's2_0', 's2_1'], 'Together')
    const tidied = move(document, await tidy(document, kinds))
    const group = groupsOf(tidied)[id]
    const frame = group && frameOf(tidied, group)
    if (!group || !frame) throw new Error('The group is gone.')
    const inside = placesOf(tidied).filter((place) => {
      const { x, y } = tidied.layout[place] ?? { x: 0, y: 0 }
      const [right, bottom] = [x + CARD_WIDTH, y + CARD_HEIGHT]
      return right > frame.x && x < frame.x + frame.width && bottom > frame.y && y < frame.y + frame.height
    })
    expect(inside.sort()).toEqual(group.members.toSorted())
    expect(overlaps(tidied)).toEqual([])
  })

  it('takes a note along with the place it stands by', async () => {
    const far = move(abandonedCart, { done: { x: 5000, y: 5000 } })
    const { document, id } = addNote(far, { x: 5300, y: 5000 })
    const tidied = move(document, await tidy(document, kinds))
    expect(tidied.canvas?.notes?.[id]?.x).toBe((tidied.layout.done?.x ?? 0) + 300)
  })

  it('gives each card the room that it takes, and begins a row at one height', async () => {
    const document = large(4)
    const sizes = Object.fromEntries(
      placesOf(document).map((id, at) => [id, { width: CARD_WIDTH, height: [66, 149, 96][at % 3] ?? 0 }]),
    )
    const { layout } = move(document, await tidy(document, kinds, sizes))
    const y = (id: string) => layout[id]?.y ?? Number.NaN
    const tallest = Math.max(...[1, 2, 3].map((at) => sizes[`s1_${at}`]?.height ?? 0))
    expect(y('s1_2')).toBe(y('s1_1'))
    expect(y('s1_3')).toBe(y('s1_1'))
    const gap = y('s2_0') - y('s1_1') - tallest
    expect(gap).toBeGreaterThanOrEqual(100)
    expect(gap).toBeLessThanOrEqual(125)
    expect(y('s0_0') - y('start')).toBeLessThan(200)
  })

  it('draws a way to the right as one straight line, whatever the heights', async () => {
    const turned = setDirection(abandonedCart, 'right')
    const sizes = { cart: { width: CARD_WIDTH, height: 66 }, wait_1h: { width: CARD_WIDTH, height: 149 } }
    const { layout } = move(turned, await tidy(turned, kinds, sizes))
    expect(layout.wait_1h?.y).toBe(layout.cart?.y)
  })

  it('of a selection moves nothing else', async () => {
    const positions = await tidyOnly(abandonedCart, kinds, ['first_reminder', 'done', 'nothing'])
    expect(positions.first_reminder).toEqual({ x: -140, y: 400 })
    expect(Object.keys(positions).sort()).toEqual(['done', 'first_reminder'])
    expect(await tidyOnly(abandonedCart, kinds, [])).toEqual({})
  })

  it('places 500 steps without one upon another', async () => {
    const document = large(125)
    const tidied = move(document, await tidy(document, kinds))
    expect(placesOf(tidied)).toHaveLength(501)
    expect(Math.max(...Object.values(tidied.layout).map(({ x }) => x))).toBeLessThan(4 * CARD_WIDTH)
    expect(overlaps(tidied)).toEqual([])
  }, 60_000)
})

describe('local checks', () => {
  it('find nothing wrong with a whole journey', () => {
    expect(localProblems(abandonedCart, kinds)).toEqual([])
  })

  it('find what no customer reaches and what is missing', () => {
    const { document } = addStep(abandonedCart, kind('send_message'), { x: 0, y: 0 })
    const codes = localProblems(document, kinds).map((problem) => problem.code)
    expect(codes).toEqual(['unreachable', 'missing'])
  })

  it('find edges to nowhere and from ports that are gone', () => {
    const broken = structuredClone(abandonedCart)
    broken.steps.first_reminder = {
      kind: 'send_message',
      config: { subject: 'x' },
      next: { out: 'nowhere', gone: 'done' },
    }
    expect(localProblems(broken, kinds).map((problem) => problem.code)).toEqual(['no_target', 'dead_port'])
  })
})
