/** A journey's numbers as the drawing needs them: how many took each edge, how wide it is, the main way. */
import type { JourneyDocument } from './document'
import { type Edge, edgesOf, targetOf } from './read'

export interface PlaceCount {
  entered: number
  left: number
  ports: Record<string, number>
}
export type Counts = Record<string, PlaceCount | undefined>

export interface EdgeFlow {
  edge: Edge
  count: number
  /** Of all who left where the edge begins. */
  share: number
  width: number
}

export const THINNEST = 1.5
export const WIDEST = 12

/** Square root: ten times as many look about three times as wide, and few are still seen. */
export function edgeWidth(count: number, most: number): number {
  if (count <= 0 || most <= 0) return THINNEST
  return THINNEST + (WIDEST - THINNEST) * Math.sqrt(Math.min(1, count / most))
}

export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

const took = (counts: Counts, edge: Edge): number => counts[edge.source]?.ports[edge.port] ?? 0

/** Every edge with how many took it; the widest is the one that most took. */
export function flowsOf(document: JourneyDocument, counts: Counts): Map<string, EdgeFlow> {
  const edges = edgesOf(document)
  const most = Math.max(0, ...edges.map((edge) => took(counts, edge)))
  return new Map(
    edges.map((edge) => {
      const count = took(counts, edge)
      const share = shareOf(count, counts[edge.source]?.left ?? 0)
      return [edge.id, { edge, count, share, width: edgeWidth(count, most) }]
    }),
  )
}

export interface WayPoint {
  id: string
  entered: number
  /** Of those who came to the first place. */
  share: number
  /** How many fewer than at the place before. */
  lost: number
}

/** From the busiest trigger on, always by the port that most took, until it ends or comes round. */
export function mainWay(document: JourneyDocument, counts: Counts): WayPoint[] {
  const entered = (id: string) => counts[id]?.entered ?? 0
  const [start] = Object.keys(document.triggers).sort((a, b) => entered(b) - entered(a))
  const way: WayPoint[] = []
  const seen = new Set<string>()
  for (
    let id: string | undefined = start;
    id !== undefined && !seen.has(id);
    id = busiest(document, counts, id)
  ) {
    seen.add(id)
    const before = way.at(-1)?.entered ?? entered(id)
    const first = way[0]?.entered ?? entered(id)
    way.push({
      id,
      entered: entered(id),
      share: shareOf(entered(id), first),
      lost: Math.max(0, before - entered(id)),
    })
  }
  return way
}

function busiest(document: JourneyDocument, counts: Counts, id: string): string | undefined {
  const out = edgesOf(document).filter((edge) => edge.source === id)
  const [best] = out.sort((a, b) => took(counts, b) - took(counts, a))
  return best && targetOf(document, id, best.port)
}
