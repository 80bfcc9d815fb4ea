import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { CARD_WIDTH } from '../graph/layout'
import { lookOf } from '../graph/palette'
import { placeName } from '../graph/placeName'
import { portsAt, summaryOf } from '../graph/ports'
import { directionOf, edgesOf, isTrigger, kindOf, notesOf, place, placesOf, positionOf } from '../graph/read'
import { familyOf } from '../steps/StepIcon'
import classes from './print.module.css'

interface JourneyDrawingProps {
  document: JourneyDocument
  kinds: Kinds
}

const HEIGHT = 104
const MARGIN = 24

/** Every card and line in one picture, which the page makes as large as there is room. */
export function JourneyDrawing({ document, kinds }: JourneyDrawingProps) {
  const notes = Object.entries(notesOf(document))
  const boxes = [
    ...placesOf(document).map((id) => ({ ...positionOf(document, id), width: CARD_WIDTH, height: HEIGHT })),
    ...notes.map(([, note]) => note),
  ]
  if (boxes.length === 0) return null
  const [left, top] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  const view = [left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN]
  return (
    <svg className={classes.picture} viewBox={view.join(' ')} role="img" aria-label={document.name}>
      {edgesOf(document).map((edge) => (
        <Line key={edge.id} document={document} kinds={kinds} {...edge} />
      ))}
      {placesOf(document).map((id) => (
        <Card key={id} id={id} document={document} kinds={kinds} />
      ))}
      {notes.map(([id, note]) => (
        <foreignObject key={id} x={note.x} y={note.y} width={note.width} height={note.height}>
          <div className={classes.sticky} data-colour={note.colour}>
            {note.text}
          </div>
        </foreignObject>
      ))}
    </svg>
  )
}

interface LineProps extends JourneyDrawingProps {
  source: string
  port: string
  target: string
}

/** From its port to the card; the port's name stands at its beginning, where there are several. */
function Line({ document, kinds, source, port, target }: LineProps) {
  if (!place(document, target)) return null
  const ports = portsAt(document, kinds, source)
  const index = Math.max(
    0,
    ports.findIndex((each) => each.name === port),
  )
  const share = (index + 0.5) / Math.max(1, ports.length)
  const across = directionOf(document) === 'right'
  const [from, to] = [positionOf(document, source), positionOf(document, target)]
  const start = across
    ? { x: from.x + CARD_WIDTH, y: from.y + HEIGHT * share }
    : { x: from.x + CARD_WIDTH * share, y: from.y + HEIGHT }
  const end = across ? { x: to.x, y: to.y + HEIGHT / 2 } : { x: to.x + CARD_WIDTH / 2, y: to.y }
  const bend = across ? { x: (end.x - start.x) / 2, y: 0 } : { x: 0, y: (end.y - start.y) / 2 }
  const path = `M${start.x},${start.y} C${start.x + bend.x},${start.y + bend.y} ${end.x - bend.x},${end.y - bend.y} ${end.x},${end.y}`
  const title = ports.length > 1 ? ports[index]?.title : ''
  return (
    <>
      <path d={path} className={classes.edge} />
      <circle cx={end.x} cy={end.y} r={4} className={classes.arrow} />
      {title && (
        <text x={start.x + 6} y={start.y + 16} className={classes.word}>
          {title}
        </text>
      )}
    </>
  )
}

function Card({ id, document, kinds }: JourneyDrawingProps & { id: string }) {
  const found = place(document, id)
  const kind = kindOf(document, kinds, id)
  const { x, y } = positionOf(document, id)
  const config = found?.config ?? {}
  const name = placeName(document, kinds, id)
  const summary = summaryOf(kind, config)
  const group = isTrigger(document, id) ? 'trigger' : (kind?.group ?? 'flow')
  return (
    <foreignObject x={x} y={y} width={CARD_WIDTH} height={HEIGHT}>
      <div className={classes.card} data-family={familyOf(group)}>
        <span className={classes.kind}>{kind ? lookOf(kind, config).title : found?.kind}</span>
        <strong>{name}</strong>
        {summary !== name && <span className={classes.summary}>{summary}</span>}
      </div>
    </foreignObject>
  )
}
