import type { Addable } from '../graph/palette'

/** What the canvas looks for in a drag. */
export const DRAGGED = 'application/x-sojourn-step'

/** While something hovers, a browser does not tell what it is; so the palette remembers. */
let dragged: Addable | null = null

export const setDragged = (entry: Addable | null): void => {
  dragged = entry
}
export const getDragged = (): Addable | null => dragged
