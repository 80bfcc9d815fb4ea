/** What lies over the drawing carries `data-covers`, a bar along its foot with the value "bar"; the drawing is shown beside it. */
import type { Box } from '../graph/arrange'
import { type Cover, inset, roomBeside } from '../graph/room'

const MARGIN = 48
/** On a telephone. */
const SLIM = { below: 600, margin: 16 }

/** The part of the drawing's window where things are shown, in its own measure; the largest, or the best. */
export function roomIn(drawing: HTMLElement, worth?: (room: Box) => number): Box {
  const whole = drawing.getBoundingClientRect()
  const stage = drawing.closest('[data-region="stage"]') ?? drawing
  const covers = [...stage.querySelectorAll<HTMLElement>('[data-covers]')].map((element): Cover => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return { x: x - whole.x, y: y - whole.y, width, height, bar: element.dataset.covers === 'bar' }
  })
  const margin = whole.width < SLIM.below ? SLIM.margin : MARGIN
  const within = (room: Box) => inset(room, margin)
  const window = { x: 0, y: 0, width: whole.width, height: whole.height }
  return within(roomBeside(window, covers, worth && ((room) => worth(within(room)))))
}
