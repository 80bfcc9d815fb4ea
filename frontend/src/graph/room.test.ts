import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from './arrange'
import { besideBox, inset, isInside, roomBeside, shownAt, slidTo, viewOf, worthFor } from './room'

const WINDOW: Box = { x: 0, y: 0, width: 1000, height: 600 }
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height })
const CONTROLS = box(15, 545, 310, 40)
const PANEL = box(628, 320, 360, 268)

describe('the room that is left', () => {
  it('is the window where nothing lies over it', () => {
    expect(roomBeside(WINDOW, [])).toEqual(WINDOW)
    expect(roomBeside(WINDOW, [box(-80, 0, 60, 600)])).toEqual(WINDOW)
  })

  it('stands above the buttons, and beside a panel', () => {
    expect(roomBeside(WINDOW, [CONTROLS])).toEqual(box(0, 0, 1000, 545))
    expect(roomBeside(WINDOW, [CONTROLS, PANEL])).toEqual(box(0, 0, 628, 545))
    expect(roomBeside(WINDOW, [PANEL, CONTROLS])).toEqual(box(0, 0, 628, 545))
  })

  it('is never beside a bar', () => {
    const bar = { ...CONTROLS, bar: true }
    const worth = worthFor(box(0, 0, 100, 2000), 1)
    expect(roomBeside(WINDOW, [bar], worth)).toEqual(box(0, 0, 1000, 545))
  })

  it('is where a drawing can be largest', () => {
    const legend = box(890, 470, 98, 104)
    expect(roomBeside(WINDOW, [legend], worthFor(box(0, 0, 200, 800), 1))).toEqual(box(0, 0, 890, 600))
    expect(roomBeside(WINDOW, [legend], worthFor(box(0, 0, 1600, 100), 1))).toEqual(box(0, 0, 1000, 470))
    expect(roomBeside(WINDOW, [legend], worthFor(box(0, 0, 100, 100), 1))).toEqual(box(0, 0, 890, 600))
  })

  it('never lies under anything', () => {
    const size = fc.integer({ min: 1, max: 500 })
    const place = fc.integer({ min: -200, max: 900 })
    const covers = fc.array(fc.tuple(place, place, size, size), { maxLength: 5 })
    fc.assert(
      fc.property(covers, (all) => {
        const boxes = all.map(([x, y, width, height]) => box(x, y, width, height))
        const room = roomBeside(WINDOW, boxes)
        expect(isInside(room, WINDOW)).toBe(true)
        for (const each of room.width && room.height ? boxes : []) {
          const apart =
            each.x >= room.x + room.width ||
            each.x + each.width <= room.x ||
            each.y >= room.y + room.height ||
            each.y + each.height <= room.y
          expect(apart).toBe(true)
        }
      }),
    )
  })
})

describe('a view', () => {
  const zooms = { least: 0.05, most: 1 }

  it('has the bounds in the middle of the room, and not larger than they are', () => {
    const room = box(100, 50, 400, 300)
    const view = viewOf(box(-30, 20, 100, 60), room, zooms)
    expect(view.zoom).toBe(1)
    expect(shownAt(box(-30, 20, 100, 60), view)).toEqual(box(250, 170, 100, 60))
    expect(shownAt(box(0, 0, 4000, 100), viewOf(box(0, 0, 4000, 100), room, zooms)).width).toBe(400)
  })

  it('slides as little as it must', () => {
    const room = inset(WINDOW, 40)
    const view = { x: 0, y: 0, zoom: 1 }
    expect(slidTo(box(60, 60, 100, 100), room, view)).toEqual(view)
    expect(slidTo(box(10, 60, 100, 100), room, view)).toEqual({ x: 30, y: 0, zoom: 1 })
    expect(slidTo(box(60, 500, 100, 100), room, view)).toEqual({ x: 0, y: -40, zoom: 1 })
    expect(slidTo(box(500, -900, 3000, 5000), room, view)).toEqual({ x: -460, y: 940, zoom: 1 })
  })
})

describe('a bar beside a box', () => {
  const size = { width: 300, height: 40 }

  it('stands above it, in the middle', () => {
    expect(besideBox(box(400, 200, 100, 100), size, WINDOW)).toEqual({ x: 300, y: 160 })
  })

  it('stands below what begins at the top, and always within the room', () => {
    expect(besideBox(box(400, 20, 100, 100), size, WINDOW)).toEqual({ x: 300, y: 120 })
    expect(besideBox(box(-200, 200, 240, 100), size, WINDOW)).toEqual({ x: 0, y: 160 })
    expect(besideBox(box(900, 20, 400, 2000), size, WINDOW)).toEqual({ x: 700, y: 0 })
  })
})
