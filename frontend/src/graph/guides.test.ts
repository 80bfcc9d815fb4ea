import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from './arrange'
import { restingAt } from './guides'

const card = (x: number, y: number, height = 100): Box => ({ x, y, width: 240, height })
const FREE = { within: 6, grid: null }

describe('a dragged card', () => {
  it('comes to rest under another, with lines along their sides', () => {
    const { by, guides } = restingAt(card(4, 300), [card(0, 0)], FREE)
    expect(by).toEqual({ x: -4, y: 0 })
    expect(guides).toEqual([
      { axis: 'x', at: 0, from: 0, to: 400 },
      { axis: 'x', at: 240, from: 0, to: 400 },
    ])
  })

  it('lines up by its middle with one of another height', () => {
    const { by, guides } = restingAt(card(400, 17, 60), [card(0, 0)], FREE)
    expect(by).toEqual({ x: 0, y: 3 })
    expect(guides).toEqual([{ axis: 'y', at: 50, from: 0, to: 640 }])
  })

  it('takes the nearest line, each axis by itself', () => {
    const { by } = restingAt(card(245, 105), [card(0, 0), card(241, 400), card(700, 108)], FREE)
    expect(by).toEqual({ x: -4, y: 3 })
  })

  it('goes to the grid where no line is near', () => {
    expect(restingAt(card(409, 332), [card(0, 0)], { within: 6, grid: 20 })).toEqual({
      by: { x: -9, y: 8 },
      guides: [],
    })
  })

  it('shows lines with what stands there by the grid', () => {
    const { guides } = restingAt(card(13, 300), [card(20, 0)], { within: 2, grid: 20 })
    expect(guides.map(({ at }) => at)).toEqual([20, 260])
  })

  it('never moves further than to a line or to the grid, and every line touches it', () => {
    const at = fc.integer({ min: -500, max: 500 })
    const cards = fc.array(fc.tuple(at, at, fc.integer({ min: 60, max: 160 })), { maxLength: 8 })
    fc.assert(
      fc.property(at, at, cards, (x, y, all) => {
        const moved = card(x, y)
        const { by, guides } = restingAt(
          moved,
          all.map(([left, top, height]) => card(left, top, height)),
          { within: 6, grid: 20 },
        )
        expect(Math.abs(by.x)).toBeLessThanOrEqual(10)
        expect(Math.abs(by.y)).toBeLessThanOrEqual(10)
        const rest = { ...moved, x: x + by.x, y: y + by.y }
        for (const { axis, at: line } of guides) {
          const size = axis === 'x' ? rest.width : rest.height
          expect([rest[axis], rest[axis] + size / 2, rest[axis] + size]).toContain(line)
        }
      }),
    )
  })
})
