/** Where everything stands, out of the document alone: boxes of cards, ends and ways of edges. */
import type { Sizes } from '../graph/arrange'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { CARD_WIDTH } from '../graph/layout'
import { portsAt } from '../graph/ports'
import {
  directionOf,
  type Edge,
  edgesOf,
  exists,
  isTrigger,
  kindOf,
  place,
  placesOf,
  positionOf,
} from '../graph/read'
import { type CardFace, endAt, faceOf } from './cardSize'
import { awayFrom, type Box, Obstacles, type Point, routeDown, routeRight, turnedObstacles } from './routing'

export function faceAt(document: JourneyDocument, kinds: Kinds, id: string): CardFace | null {
  const found = place(document, id)
  if (!found) return null
  return faceOf({
    found,
    kind: kindOf(document, kinds, id),
    ports: portsAt(document, kinds, id),
    trigger: isTrigger(document, id),
    direction: directionOf(document),
  })
}

export function boxOf(document: JourneyDocument, kinds: Kinds, id: string): Box | null {
  const face = faceAt(document, kinds, id)
  return face && { id, ...positionOf(document, id), width: CARD_WIDTH, height: face.height }
}

export const boxesOf = (document: JourneyDocument, kinds: Kinds): Box[] =>
  placesOf(document).flatMap((id) => boxOf(document, kinds, id) ?? [])

/** The row of numbers under a card, and what parts them. */
export const NUMBERS_ROW = 28

/** How large all cards are drawn; those of the numbered document have their numbers below them. */
export function sizesOf(
  document: JourneyDocument,
  kinds: Kinds,
  numbered: JourneyDocument | null = null,
): Sizes {
  return Object.fromEntries(
    placesOf(document).flatMap((id) => {
      const face = faceAt(document, kinds, id)
      const below = numbered && exists(numbered, id) ? NUMBERS_ROW : 0
      return face ? [[id, { width: CARD_WIDTH, height: face.height + below }]] : []
    }),
  )
}

const GAP = 40
/** Of a card that is about to be made: two lines and named ports. */
const USUAL = 110

/** The place itself, or one beside the cards that stand there: a new card never hides another. */
export function clearSpot(document: JourneyDocument, kinds: Kinds, at: Point): Point {
  const boxes = boxesOf(document, kinds)
  const right = directionOf(document) === 'right'
  const spot = { ...at }
  const over = () =>
    boxes.find(
      (box) =>
        box.x < spot.x + CARD_WIDTH &&
        spot.x < box.x + box.width &&
        box.y < spot.y + USUAL &&
        spot.y < box.y + box.height,
    )
  for (let box = over(); box; box = over()) {
    if (right) spot.y = box.y + box.height + GAP
    else spot.x = box.x + box.width + GAP
  }
  return spot
}

/** The ways of all edges of one document; each is found when it is first asked for. */
export class Ways {
  readonly edges: Edge[]
  private readonly found = new Map<string, Point[]>()
  private readonly byId: Map<string, Edge>
  private obstacles: Obstacles | null = null

  constructor(
    readonly document: JourneyDocument,
    private readonly kinds: Kinds,
  ) {
    this.edges = edgesOf(document).filter((edge) => document.steps[edge.target])
    this.byId = new Map(this.edges.map((edge) => [edge.id, edge]))
  }

  of(id: string): Point[] {
    const known = this.found.get(id)
    if (known) return known
    const edge = this.byId.get(id)
    const points = edge ? this.route(edge) : []
    this.found.set(id, points)
    return points
  }

  /** The edge that passes this point, if one does within the distance. */
  near(at: Point, within: number, except: (edge: Edge) => boolean = () => false): Edge | null {
    let best: Edge | null = null
    let least = within
    for (const edge of this.edges) {
      if (except(edge)) continue
      const away = awayFrom(this.of(edge.id), at)
      if (away > least) continue
      least = away
      best = edge
    }
    return best
  }

  /** A way between two points of this drawing that need not be those of the document, for what is dragged. */
  between(from: Point, to: Point, ends: readonly string[]): Point[] {
    const right = directionOf(this.document) === 'right'
    this.obstacles ??= right ? turnedObstacles(this.boxes()) : new Obstacles(this.boxes())
    return (right ? routeRight : routeDown)(from, to, this.obstacles, ends)
  }

  private boxes = () => boxesOf(this.document, this.kinds)

  private route({ source, port, target }: Edge): Point[] {
    const from = this.end(source, port, 'source')
    const to = this.end(target, null, 'target')
    return from && to ? this.between(from, to, [source, target]) : []
  }

  private end(id: string, port: string | null, type: 'source' | 'target'): Point | null {
    const face = faceAt(this.document, this.kinds, id)
    const handle = face?.handles.find((each) => each.type === type && each.id === port)
    if (!handle) return null
    const at = positionOf(this.document, id)
    const end = endAt(handle)
    return { x: at.x + end.x, y: at.y + end.y }
  }
}
