import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pillsOf } from './numberPills'

describe('the numbers under a card', () => {
  it('stand together where no edge is in the way', () => {
    expect(pillsOf([24, 24, 24], [])).toEqual([{ x: 0, width: 106, from: 0, to: 3 }])
    expect(pillsOf([24, 24, 24], [120])).toEqual([{ x: 0, width: 106, from: 0, to: 3 }])
    expect(pillsOf([], [120])).toEqual([])
  })

  it('part around the edges of several ports', () => {
    const pills = pillsOf([24, 24, 24], [40, 120, 200])
    expect(pills.map(({ x, from, to }) => [x, from, to])).toEqual([
      [-10, 0, 1],
      [50, 1, 2],
      [130, 2, 3],
    ])
  })

  it('never lie on an edge or on each other, and all are there once', () => {
    const widths = fc.array(fc.integer({ min: 18, max: 60 }), { maxLength: 6 })
    fc.assert(
      fc.property(widths, fc.integer({ min: 1, max: 8 }), (all, ports) => {
        const edges = Array.from({ length: ports }, (_, index) => (240 * (index + 0.5)) / ports)
        const pills = pillsOf(all, edges)
        expect(pills.flatMap(({ from, to }) => all.slice(from, to))).toEqual(all)
        for (const [index, { x, width }] of pills.entries()) {
          expect(edges.every((edge) => edge <= x - 10 || edge >= x + width + 10)).toBe(true)
          expect(x).toBeGreaterThanOrEqual((pills[index - 1]?.x ?? -99) + (pills[index - 1]?.width ?? 0))
        }
      }),
    )
  })
})
