/** A journey as small as a stamp: one dash for each place, from left to right, coloured by family. */
import type { JourneyDocument } from '../graph/document'
import { edgesOf, FAMILY, layersOf } from './JourneyPicture'
import classes from './ui.module.css'

const DASH = { width: 10, height: 7 }
const STEP = { x: 15, y: 11 }
/** A journey of a few steps is drawn no larger than this. */
const ROOM = { width: 5 * STEP.x, height: 3 * STEP.y }

export function JourneyStamp({ document }: { document: JourneyDocument }) {
  const rows = new Map<number, string[]>()
  for (const [id, layer] of layersOf(document)) rows.set(layer, [...(rows.get(layer) ?? []), id])
  const at = new Map(
    [...rows].flatMap(([layer, ids]) =>
      ids.map(
        (id, index) => [id, { x: layer * STEP.x, y: (index - (ids.length - 1) / 2) * STEP.y }] as const,
      ),
    ),
  )
  const tallest = Math.max(1, ...[...rows.values()].map((ids) => ids.length))
  const right = Math.max(0, ...[...rows.keys()]) * STEP.x + DASH.width
  const [wide, tall] = [Math.max(right, ROOM.width), Math.max(tallest * STEP.y, ROOM.height)]
  const box = `${(right - wide) / 2} ${(DASH.height - tall) / 2} ${wide} ${tall}`
  return (
    <svg className={classes.stamp} viewBox={box} aria-hidden="true">
      {edgesOf(document).map(({ from, to }) => {
        const [a, b] = [at.get(from), at.get(to)]
        if (!a || !b || b.x <= a.x) return null
        const y = DASH.height / 2
        return (
          <line
            key={`${from}:${to}`}
            x1={a.x + DASH.width}
            y1={a.y + y}
            x2={b.x}
            y2={b.y + y}
            className={classes.pictureEdge}
          />
        )
      })}
      {[...at].map(([id, { x, y }]) => {
        const family =
          id in document.triggers ? 'trigger' : (FAMILY[document.steps[id]?.kind ?? ''] ?? 'flow')
        return (
          <rect
            key={id}
            x={x}
            y={y}
            width={DASH.width}
            height={DASH.height}
            rx={2}
            fill={`var(--sj-family-${family})`}
          />
        )
      })}
    </svg>
  )
}
