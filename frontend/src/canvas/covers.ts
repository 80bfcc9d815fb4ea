/** What lies over the drawing: it carries `data-covers`, and the drawing is shown beside it. */
import type { Box } from '../graph/arrange'
import { inset, roomBeside } from '../graph/room'

const MARGIN = 40
/** On a telephone. */
const SLIM = { below: 600, margin: 16 }

/** The part of the drawing's window where things are shown, in its own measure. */
export function roomIn(drawing: HTMLElement): Box {
  const whole = drawing.getBoundingClientRect()
  const stage = drawing.closest('[data-region="stage"]') ?? drawing
  const covers = [...stage.querySelectorAll('[data-covers]')].map((element): Box => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return { x: x - whole.x, y: y - whole.y, width, height }
  })
  const room = roomBeside({ x: 0, y: 0, width: whole.width, height: whole.height }, covers)
  return inset(room, whole.width < SLIM.below ? SLIM.margin : MARGIN)
}
