/** How many lines a text takes, without drawing it. */

let context: CanvasRenderingContext2D | null | undefined

function pen(): CanvasRenderingContext2D | null {
  if (context === undefined) {
    const drawable = typeof OffscreenCanvas !== 'undefined' || typeof CanvasRenderingContext2D !== 'undefined'
    context = drawable ? document.createElement('canvas').getContext('2d') : null
  }
  return context
}

const FAMILY = "'Inter Variable', system-ui, sans-serif"
/** Where nothing can be measured: what a letter takes on average, in parts of its size. */
const LETTER = 0.55
/** A line that is nearly full may break earlier than the sum of its letters says. */
const SURE = 0.97

const known = new Map<string, number>()

export function widthOf(text: string, weight: number, size: number): number {
  const key = `${weight} ${size} ${text}`
  let width = known.get(key)
  if (width === undefined) {
    const drawing = pen()
    if (drawing) {
      drawing.font = `${weight} ${size}px ${FAMILY}`
      width = drawing.measureText(text).width
    } else {
      width = text.length * size * LETTER
    }
    if (known.size > 5000) known.clear()
    known.set(key, width)
  }
  return width
}

/** One or two; what needs more is cut. */
export const linesOf = (text: string, room: number, weight: number, size: number): 1 | 2 =>
  widthOf(text, weight, size) > room * SURE ? 2 : 1

/** There is one size of text that is cut. */
const cuts = new Map<string, string>()

/** As much of the text as there is room for in one line. */
export function cutTo(text: string, room: number, weight: number, size: number): string {
  if (widthOf(text, weight, size) <= room) return text
  const known = cuts.get(text)
  if (known !== undefined) return known
  let [fits, over] = [0, text.length]
  while (over - fits > 1) {
    const half = (fits + over) >> 1
    if (widthOf(`${text.slice(0, half)}…`, weight, size) <= room) fits = half
    else over = half
  }
  const cut = `${text.slice(0, fits).trimEnd()}…`
  if (cuts.size > 5000) cuts.clear()
  cuts.set(text, cut)
  return cut
}
