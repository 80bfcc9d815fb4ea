/** How the numbers under a card part where an edge leaves it, so that none is hidden. */

export interface Pill {
  /** From the left of the card. */
  x: number
  width: number
  /** The numbers in it: from the first to before the last. */
  from: number
  to: number
}

/** Around the words of a pill, its border included, and between two of them; canvas.module.css has the same numbers. */
const PADDING = 8
const BETWEEN = 9
/** From an edge, which is wide where many took it, and between pills. */
const CLEAR = 10
const APART = 4
/** How far the first may stand out at the left of the card. */
const OUT = 24

const widthOf = (widths: number[]) =>
  widths.reduce((sum, width) => sum + width + BETWEEN, 2 * PADDING - BETWEEN)

/** Widths of the numbers in their order, and where edges leave the card, from left to right. */
export function pillsOf(widths: number[], edges: number[]): Pill[] {
  const crossing = (x: number, width: number) =>
    edges.find((edge) => x - CLEAR < edge && edge < x + width + CLEAR)
  const pills: Pill[] = []
  for (const at of widths.keys()) {
    const last = pills.at(-1)
    const joined = last ? widthOf(widths.slice(last.from, at + 1)) : 0
    if (last && crossing(last.x, joined) === undefined) {
      last.to = at + 1
      last.width = joined
      continue
    }
    const width = widthOf(widths.slice(at, at + 1))
    let x = last ? last.x + last.width + APART : 0
    for (let edge = crossing(x, width); edge !== undefined; edge = crossing(x, width)) {
      const before = edge - CLEAR - width
      x = !last && x === 0 && before >= -OUT ? before : edge + CLEAR
    }
    pills.push({ x, width, from: at, to: at + 1 })
  }
  return pills
}
