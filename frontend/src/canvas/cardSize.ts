/** How large a card is and where its ports are, known before it is drawn, so that nothing is measured. */
import { Position } from '@xyflow/react'
import type { Kind } from '../graph/catalogue'
import type { Direction, Step, Trigger } from '../graph/document'
import { CARD_WIDTH } from '../graph/layout'
import { lookOf } from '../graph/palette'
import { type Port, summaryOf } from '../graph/ports'
import { ENTRY } from '../graph/spots'
import type { Point } from './routing'
import { linesOf } from './textLines'

export interface Handle {
  id: string | null
  type: 'source' | 'target'
  position: Position
  x: number
  y: number
  width: number
  height: number
}

/** What a card says and the room that takes; canvas.module.css has the same numbers. */
export interface CardFace {
  kind: string
  icon: string
  title: string
  titleLines: number
  summary: string
  summaryLines: number
  height: number
  handles: Handle[]
}

const HANDLE = 11
const PADDING = 13
const KIND_ROW = 31
const TITLE_LINE = 19
const SUMMARY_LINE = 17
const FOOT = 10
const LONE_PORT = 6
const PORT_ROW = 36
const PORT_LINE = 24

const ROOM = CARD_WIDTH - 2 * PADDING

interface Faced {
  found: Trigger | Step
  kind: Kind | undefined
  ports: Port[]
  trigger: boolean
  direction: Direction
}

const faces = new WeakMap<Trigger | Step, [Kind | undefined, Direction, CardFace]>()

/** Places never change in place, so what was found out of one stays true. */
export function faceOf(card: Faced): CardFace {
  const known = faces.get(card.found)
  if (known?.[0] === card.kind && known?.[1] === card.direction) return known[2]
  const face = makeFace(card)
  faces.set(card.found, [card.kind, card.direction, face])
  return face
}

function makeFace({ found, kind, ports, trigger, direction }: Faced): CardFace {
  const look = kind ? lookOf(kind, found.config) : { title: found.kind, icon: '' }
  const words = kind ? summaryOf(kind, found.config) : ''
  const title = found.name || words || look.title
  const summary = found.name ? words : ''
  const titleLines = linesOf(title, ROOM, 600, 13.5)
  // The card of an unknown kind says so in a line of its own.
  const summaryLines = !kind ? 1 : summary ? linesOf(summary, ROOM, 400, 12.5) : 0
  const text = KIND_ROW + titleLines * TITLE_LINE + summaryLines * SUMMARY_LINE + FOOT
  const height = text + portsHeight(ports, direction)
  const handles = handlesOf(ports, trigger, direction, height)
  return { kind: look.title, icon: look.icon, title, titleLines, summary, summaryLines, height, handles }
}

export const isWorded = (ports: Port[]) => ports.some((port) => port.title)

function portsHeight(ports: Port[], direction: Direction): number {
  if (!isWorded(ports)) return LONE_PORT
  return direction === 'right' ? ports.length * PORT_LINE + FOOT : PORT_ROW
}

function handlesOf(ports: Port[], trigger: boolean, direction: Direction, height: number): Handle[] {
  const right = direction === 'right'
  const handle = (id: string | null, type: Handle['type'], position: Position, x: number, y: number) => ({
    id,
    type,
    position,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  })
  const rows = isWorded(ports)
  const sources = ports.map((port, index) => {
    if (!right) {
      const x = (CARD_WIDTH * (index + 0.5)) / ports.length
      return handle(port.name, 'source', Position.Bottom, x, height)
    }
    const y = rows ? height - FOOT / 2 - (ports.length - index - 0.5) * PORT_LINE : ENTRY
    return handle(port.name, 'source', Position.Right, CARD_WIDTH, y)
  })
  if (trigger) return sources
  const target = right
    ? handle(null, 'target', Position.Left, 0, ENTRY)
    : handle(null, 'target', Position.Top, CARD_WIDTH / 2, 0)
  return [target, ...sources]
}

/** Where an edge touches a port: the outer side of its dot. */
export function endAt(handle: Handle): Point {
  const middle = { x: handle.x + HANDLE / 2, y: handle.y + HANDLE / 2 }
  switch (handle.position) {
    case Position.Top:
      return { x: middle.x, y: handle.y }
    case Position.Bottom:
      return { x: middle.x, y: handle.y + HANDLE }
    case Position.Left:
      return { x: handle.x, y: middle.y }
    case Position.Right:
      return { x: handle.x + HANDLE, y: middle.y }
  }
}
