import { sizesOf } from '../../canvas/drawing'
import type { JourneyDocument } from '../../graph/document'
import { type Positions, setDirection, tidy, tidyOnly } from '../../graph/layout'
import { move } from '../../graph/operations'
import { directionOf, exists } from '../../graph/read'
import { notifyError } from '../../ui/notify'
import type { EditorFrame } from '../context'
import { type EditorState, isEditable } from '../store'
import type { Command } from './command'

const places = ({ document, selected }: EditorState) => selected.filter((id) => exists(document, id))

/** The places go where they would stand well, as one change; what else was done meanwhile stays done. */
async function arrange(
  { store }: EditorFrame,
  ask: (document: JourneyDocument) => Promise<Positions>,
  also: (document: JourneyDocument) => JourneyDocument = (document) => document,
): Promise<void> {
  try {
    const positions = await ask(store.getState().document)
    store.getState().apply((document) => move(also(document), positions))
    requestAnimationFrame(() => store.getState().viewport?.fit())
  } catch (error) {
    notifyError(error)
  }
}

export const tidyUp: Command = {
  id: 'tidy',
  label: 'command.tidy',
  group: 'look',
  keys: ['Shift+T'],
  enabled: isEditable,
  run: (frame) => {
    const { kinds } = frame
    return arrange(frame, (document) => tidy(document, kinds, sizesOf(document, kinds)))
  },
}

export const tidySelection: Command = {
  id: 'tidySelection',
  label: 'command.tidySelection',
  group: 'look',
  keys: ['Alt+Shift+T'],
  enabled: (state) => isEditable(state) && places(state).length > 1,
  run: (frame) => {
    const { kinds, store } = frame
    const chosen = places(store.getState())
    return arrange(frame, (document) => tidyOnly(document, kinds, chosen, sizesOf(document, kinds)))
  },
}

/** From the top down, or from left to right; everything is tidied for it. */
export const turn: Command = {
  id: 'direction',
  label: 'command.direction',
  group: 'look',
  keys: ['Shift+D'],
  enabled: isEditable,
  run: (frame) => {
    const { kinds, store } = frame
    const direction = directionOf(store.getState().document) === 'down' ? 'right' : 'down'
    const turned = (document: JourneyDocument) => setDirection(document, direction)
    return arrange(
      frame,
      (document) => tidy(turned(document), kinds, sizesOf(turned(document), kinds)),
      turned,
    )
  },
}
