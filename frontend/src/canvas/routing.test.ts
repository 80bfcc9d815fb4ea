import { describe, expect, it } from 'vitest'
import { awayFrom, middleOf, NO_OBSTACLES, Obstacles, pathOf, routeDown, routeRight } from './routing'

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 240, height: 100 })
const ENDS = ['a', 'b']

describe('the way of an edge', () => {
  it('is straight where the cards stand in one column', () => {
    const way = routeDown({ x: 120, y: 100 }, { x: 120, y: 300 }, NO_OBSTACLES, ENDS)
    expect(way).toEqual([
      { x: 120, y: 100 },
      { x: 120, y: 300 },
    ])
  })

  it('turns half way where nothing stands there', () => {
    const way = routeDown({ x: 0, y: 0 }, { x: 300, y: 200 }, NO_OBSTACLES, ENDS)
    expect(way.map((point) => point.y)).toEqual([0, 100, 100, 200])
  })

  it('passes beside a card that stands between', () => {
    const obstacles = new Obstacles([box('between', 0, 300)])
    const way = routeDown({ x: 120, y: 100 }, { x: 120, y: 700 }, obstacles, ENDS)
    for (const [index, point] of way.entries()) {
      const before = way[index - 1]
      if (before) expect(obstacles.crossed(before, point, ENDS)).toEqual([])
    }
  })

  it('goes around both cards where it leads back', () => {
    const way = routeDown({ x: 120, y: 500 }, { x: 120, y: 0 }, NO_OBSTACLES, ENDS)
    expect(Math.max(...way.map((point) => point.x))).toBeGreaterThan(240)
    expect(way.at(-1)).toEqual({ x: 120, y: 0 })
  })

  it('is the same turned where the journey runs to the right', () => {
    const way = routeRight({ x: 0, y: 0 }, { x: 200, y: 300 }, NO_OBSTACLES, ENDS)
    expect(way.map((point) => point.x)).toEqual([0, 100, 100, 200])
  })
})

it('finds the middle and how far away a point is', () => {
  const way = [
    { x: 0, y: 0 },
    { x: 0, y: 100 },
    { x: 100, y: 100 },
  ]
  expect(middleOf(way)).toEqual({ x: 0, y: 100 })
  expect(awayFrom(way, { x: 10, y: 50 })).toBe(10)
  expect(pathOf(way)).toContain('Q0 100')
})
