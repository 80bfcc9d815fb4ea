/** The way of an edge between two points: level and upright pieces that keep clear of cards where that is cheap. */

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  id: string
  width: number
  height: number
}

/** How far an edge leaves its card before it turns. */
const STUB = 24
/** The least room between two cards in which it still turns at once. */
const LEAST = 16
const CLEAR = 8
const AROUND = 28
const CELL = 400

/** Cards by where they stand, so that a piece of an edge looks only at those around it. */
export class Obstacles {
  private readonly cells = new Map<string, Box[]>()

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      this.around(box.x, box.y, box.x + box.width, box.y + box.height, (key) => {
        const cell = this.cells.get(key)
        if (cell) cell.push(box)
        else this.cells.set(key, [box])
      })
    }
  }

  /** The cards that the piece from a to b would cross, but for those it joins. */
  crossed(a: Point, b: Point, ends: readonly string[]): Box[] {
    const [left, right] = a.x < b.x ? [a.x, b.x] : [b.x, a.x]
    const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y]
    const found: Box[] = []
    this.around(left, top, right, bottom, (key) => {
      for (const box of this.cells.get(key) ?? []) {
        const beside = box.x - CLEAR >= right || box.x + box.width + CLEAR <= left
        const apart = box.y - CLEAR >= bottom || box.y + box.height + CLEAR <= top
        if (!beside && !apart && !ends.includes(box.id) && !found.includes(box)) found.push(box)
      }
    })
    return found
  }

  private around(left: number, top: number, right: number, bottom: number, see: (key: string) => void) {
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++)
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) see(`${column}:${row}`)
  }
}

export const NO_OBSTACLES = new Obstacles([])

const crossings = (points: Point[], obstacles: Obstacles, ends: readonly string[]): Box[] =>
  points.slice(1).flatMap((point, index) => obstacles.crossed(points[index] as Point, point, ends))

/** From the lower edge of one card to the upper edge of another. */
export function routeDown(from: Point, to: Point, obstacles: Obstacles, ends: readonly string[]): Point[] {
  const ways = to.y >= from.y + LEAST ? forward(from, to) : []
  const met = new Set<Box>()
  for (const way of ways) {
    const crossed = crossings(way, obstacles, ends)
    if (!crossed.length) return way
    for (const box of crossed) met.add(box)
  }
  const first = ways[0]
  for (const x of passages(from, to, met, first !== undefined)) {
    const way = around(from, to, x)
    if (!crossings(way, obstacles, ends).length) return way
  }
  return first ?? around(from, to, sideOf(from, to))
}

function forward(from: Point, to: Point): Point[][] {
  if (Math.abs(from.x - to.x) < 1) return [[from, to]]
  const turning = (y: number) => [from, { x: from.x, y }, { x: to.x, y }, to]
  const stub = Math.min(STUB, (to.y - from.y) / 2)
  return [turning((from.y + to.y) / 2), turning(from.y + stub), turning(to.y - stub)]
}

const around = (from: Point, to: Point, x: number): Point[] => [
  from,
  { x: from.x, y: from.y + STUB },
  { x, y: from.y + STUB },
  { x, y: to.y - STUB },
  { x: to.x, y: to.y - STUB },
  to,
]

const CARD = 240
/** An edge that goes back up passes between the two cards, or beside both. */
const sideOf = (from: Point, to: Point) =>
  Math.abs(from.x - to.x) > CARD + 2 * AROUND
    ? (from.x + to.x) / 2
    : Math.max(from.x, to.x) + CARD / 2 + AROUND

/** Where an upright piece might pass, the shortest detour first. */
function passages(from: Point, to: Point, met: Set<Box>, ahead: boolean): number[] {
  const sides = [...met].flatMap((box) => [box.x - AROUND, box.x + box.width + AROUND])
  const own = ahead ? [] : [sideOf(from, to), Math.min(from.x, to.x) - CARD / 2 - AROUND]
  const detour = (x: number) => Math.abs(x - from.x) + Math.abs(x - to.x)
  return [...own, ...sides.sort((a, b) => detour(a) - detour(b)).slice(0, 6)]
}

const turned = <P extends Point>(point: P): P => ({ ...point, x: point.y, y: point.x })
const turnedBox = (box: Box): Box => ({ ...turned(box), width: box.height, height: box.width })

/** The same drawing with its axes exchanged, for journeys that run to the right. */
export const turnedObstacles = (boxes: Box[]) => new Obstacles(boxes.map(turnedBox))

export const routeRight = (from: Point, to: Point, turnedOnes: Obstacles, ends: readonly string[]): Point[] =>
  routeDown(turned(from), turned(to), turnedOnes, ends).map(turned)

const RADIUS = 12

/** The points as a path with round corners. */
export function pathOf(points: Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  rest.forEach((point, index) => {
    const next = rest[index + 1]
    const before = points[index] as Point
    if (!next) {
      path += `L${point.x} ${point.y}`
      return
    }
    const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, next) / 2)
    const into = toward(point, before, radius)
    const out = toward(point, next, radius)
    path += `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`
  })
  return path
}

/** The same without round corners, for drawings so small that they cannot be seen. */
export const plainPathOf = (points: Point[]): string =>
  points.map((point, index) => `${index ? 'L' : 'M'}${Math.round(point.x)} ${Math.round(point.y)}`).join('')

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function toward(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole }
}

/** The middle of the way, where its label stands. */
export function middleOf(points: Point[]): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] as Point, point))
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [index, length] of lengths.entries()) {
    if (rest <= length) return toward(points[index] as Point, points[index + 1] as Point, rest)
    rest -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

/** How far a point is from the way. */
export function awayFrom(points: Point[], at: Point): number {
  let least = Number.POSITIVE_INFINITY
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1] as Point
    const b = points[index] as Point
    const dx = Math.max(Math.min(a.x, b.x) - at.x, 0, at.x - Math.max(a.x, b.x))
    const dy = Math.max(Math.min(a.y, b.y) - at.y, 0, at.y - Math.max(a.y, b.y))
    least = Math.min(least, Math.hypot(dx, dy))
  }
  return least
}
