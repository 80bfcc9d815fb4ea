/** Moving, aligning and distributing what stands on the drawing: places and notes alike. */
import { withLook } from './changing'
import type { JourneyDocument, Note, Position } from './document'
import { exists, notesOf, positionOf } from './read'
import { CARD_HEIGHT, CARD_WIDTH } from './spots'

export interface Box extends Position {
  width: number
  height: number
}

/** Real sizes of cards where they are known; otherwise each counts as a usual one. */
export type Sizes = Record<string, { width: number; height: number }>

export function boxOf(document: JourneyDocument, id: string, sizes: Sizes = {}): Box | undefined {
  if (exists(document, id)) {
    return { width: CARD_WIDTH, height: CARD_HEIGHT, ...sizes[id], ...positionOf(document, id) }
  }
  const note = notesOf(document)[id]
  return note && { x: note.x, y: note.y, width: note.width, height: note.height }
}

export function boundsOf(boxes: Box[]): Box | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

const FARTHEST = 1_000_000
const clamp = (value: number) => Math.round(Math.min(FARTHEST, Math.max(-FARTHEST, value))) || 0

/** Puts places and notes where they are told; what is unknown or nowhere is left alone. */
export function move(document: JourneyDocument, positions: Record<string, Position>): JourneyDocument {
  const layout: Record<string, Position> = {}
  const notes: Record<string, Note> = {}
  for (const [id, { x, y }] of Object.entries(positions)) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    const at = { x: clamp(x), y: clamp(y) }
    const note = notesOf(document)[id]
    const old = exists(document, id) ? document.layout[id] : note
    if (old?.x === at.x && old.y === at.y) continue
    if (exists(document, id)) layout[id] = at
    else if (note) notes[id] = { ...note, ...at }
  }
  const noted = Object.keys(notes).length
    ? withLook(document, { notes: { ...notesOf(document), ...notes } })
    : document
  return Object.keys(layout).length ? { ...noted, layout: { ...document.layout, ...layout } } : noted
}

export type Side = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'

const ALIGNED: Record<Side, (box: Box, all: Box) => Position> = {
  left: ({ y }, all) => ({ x: all.x, y }),
  centre: ({ y, width }, all) => ({ x: all.x + (all.width - width) / 2, y }),
  right: ({ y, width }, all) => ({ x: all.x + all.width - width, y }),
  top: ({ x }, all) => ({ x, y: all.y }),
  middle: ({ x, height }, all) => ({ x, y: all.y + (all.height - height) / 2 }),
  bottom: ({ x, height }, all) => ({ x, y: all.y + all.height - height }),
}

type Boxes = [id: string, box: Box][]

const boxesOf = (document: JourneyDocument, ids: Iterable<string>, sizes?: Sizes): Boxes =>
  [...new Set(ids)].flatMap((id): Boxes => {
    const box = boxOf(document, id, sizes)
    return box ? [[id, box]] : []
  })

export function align(
  document: JourneyDocument,
  ids: Iterable<string>,
  side: Side,
  sizes?: Sizes,
): JourneyDocument {
  const boxes = boxesOf(document, ids, sizes)
  const all = boundsOf(boxes.map(([, box]) => box))
  if (!all || boxes.length < 2) return document
  return move(document, Object.fromEntries(boxes.map(([id, box]) => [id, ALIGNED[side](box, all)])))
}

export type Axis = 'across' | 'down'

/** The same gap between each and the next; the first and the last stay. */
export function distribute(
  document: JourneyDocument,
  ids: Iterable<string>,
  axis: Axis,
  sizes?: Sizes,
): JourneyDocument {
  const [at, size] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const boxes = boxesOf(document, ids, sizes).sort(([, a], [, b]) => a[at] - b[at])
  const all = boundsOf(boxes.map(([, box]) => box))
  if (!all || boxes.length < 3) return document
  const filled = boxes.reduce((sum, [, box]) => sum + box[size], 0)
  const gap = (all[size] - filled) / (boxes.length - 1)
  let next = all[at]
  const positions: Record<string, Position> = {}
  for (const [id, box] of boxes) {
    positions[id] = { x: box.x, y: box.y, [at]: next }
    next += box[size] + gap
  }
  return move(document, positions)
}
