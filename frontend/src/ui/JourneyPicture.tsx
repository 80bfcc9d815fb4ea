/** A journey as a small drawing, from left to right: places in layers, coloured by family, no text. */
import type { JourneyDocument } from '../graph/document'
import type { Family } from './theme'
import classes from './ui.module.css'

const CARD = { width: 34, height: 14 }
const GAP = { x: 14, y: 10 }
const ROOM = { width: 200, height: 86 }

export const FAMILY: Record<string, Family> = {
  send_message: 'message',
  send_cascade: 'message',
  update_profile: 'people',
  emit_event: 'people',
  goal: 'end',
  exit: 'end',
}

interface Place {
  id: string
  family: Family
  layer: number
  x: number
  y: number
}

interface Edge {
  from: string
  to: string
}

export function edgesOf(document: JourneyDocument): Edge[] {
  const starts = Object.entries(document.triggers).flatMap(([from, trigger]) =>
    trigger.next ? [{ from, to: trigger.next }] : [],
  )
  const steps = Object.entries(document.steps).flatMap(([from, step]) =>
    Object.values(step.next).map((to) => ({ from, to })),
  )
  return [...starts, ...steps].filter((edge) => edge.to in document.steps)
}

/** The longest way from a trigger; a loop's way back does not count. */
export function layersOf(document: JourneyDocument): Map<string, number> {
  const layers = new Map<string, number>()
  const edges = edgesOf(document)
  const visit = (id: string, layer: number, path: Set<string>) => {
    if (path.has(id) || (layers.get(id) ?? -1) >= layer) return
    layers.set(id, layer)
    const longer = new Set(path).add(id)
    for (const edge of edges) if (edge.from === id) visit(edge.to, layer + 1, longer)
  }
  for (const id of Object.keys(document.triggers)) visit(id, 0, new Set())
  for (const id of Object.keys(document.steps)) if (!layers.has(id)) layers.set(id, 1)
  return layers
}

function placesOf(document: JourneyDocument): Place[] {
  const layers = layersOf(document)
  const columns = new Map<number, string[]>()
  for (const [id, layer] of layers) columns.set(layer, [...(columns.get(layer) ?? []), id])
  const longest = Math.max(1, ...[...columns.values()].map((column) => column.length))
  const height = longest * (CARD.height + GAP.y) - GAP.y
  return [...columns].flatMap(([layer, column]) => {
    const own = column.length * (CARD.height + GAP.y) - GAP.y
    return column.map((id, index) => ({
      id,
      layer,
      family: id in document.triggers ? 'trigger' : (FAMILY[document.steps[id]?.kind ?? ''] ?? 'flow'),
      x: layer * (CARD.width + GAP.x),
      y: (height - own) / 2 + index * (CARD.height + GAP.y),
    }))
  })
}

export function JourneyPicture({ document, height = 104 }: { document: JourneyDocument; height?: number }) {
  const places = placesOf(document)
  const at = new Map(places.map((place) => [place.id, place]))
  const right = Math.max(CARD.width, ...places.map((place) => place.x + CARD.width))
  const bottom = Math.max(CARD.height, ...places.map((place) => place.y + CARD.height))
  // A short journey stands in the middle of the room that a longer one would take.
  const [wide, tall] = [Math.max(right + 4, ROOM.width), Math.max(bottom + 4, ROOM.height)]
  const box = `${(right - wide) / 2} ${(bottom - tall) / 2} ${wide} ${tall}`
  return (
    <svg className={classes.picture} viewBox={box} style={{ maxHeight: height }} aria-hidden="true">
      {edgesOf(document).map((edge) => {
        const [from, to] = [at.get(edge.from), at.get(edge.to)]
        if (!from || !to) return null
        const [x1, y1] = [from.x + CARD.width, from.y + CARD.height / 2]
        const [x2, y2] = [to.x, to.y + CARD.height / 2]
        const bend = (x1 + x2) / 2
        return (
          <path
            key={`${edge.from}:${edge.to}`}
            d={`M${x1},${y1} C${bend},${y1} ${bend},${y2} ${x2},${y2}`}
            className={classes.pictureEdge}
          />
        )
      })}
      {places.map((place) => (
        <g key={place.id} transform={`translate(${place.x},${place.y})`}>
          <rect width={CARD.width} height={CARD.height} rx={4} className={classes.pictureCard} />
          <rect x={3} y={4} width={6} height={6} rx={2} fill={`var(--sj-family-${place.family})`} />
          <rect x={12} y={5.5} width={16} height={3} rx={1.5} fill="var(--sj-line-strong)" />
        </g>
      ))}
    </svg>
  )
}
