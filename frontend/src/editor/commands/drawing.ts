import type { JourneyDocument } from '../../graph/document'
import { disconnect, duplicate, removeAll } from '../../graph/operations'
import { edgeId, edgesOf, readingOrder } from '../../graph/read'
import { isEditable } from '../store'
import type { Command } from './command'

export const undo: Command = {
  id: 'undo',
  label: 'command.undo',
  group: 'change',
  keys: ['Mod+Z'],
  enabled: (state) => isEditable(state) && state.history.past.length > 0,
  run: ({ store }) => store.getState().undo(),
}

export const redo: Command = {
  id: 'redo',
  label: 'command.redo',
  group: 'change',
  keys: ['Mod+Y', 'Mod+Shift+Z'],
  enabled: (state) => isEditable(state) && state.history.future.length > 0,
  run: ({ store }) => store.getState().redo(),
}

/** Deletes the selected places, joining what stood around them, or the selected edge. */
export const deleteSelected: Command = {
  id: 'delete',
  label: 'command.delete',
  group: 'change',
  keys: ['Delete', 'Backspace'],
  enabled: (state) => isEditable(state) && (state.selected.length > 0 || state.selectedEdge !== null),
  run: ({ store, kinds }) => {
    const { document, selected, selectedEdge, selectedPort, apply, select, reveal } = store.getState()
    const edge = selectedPort ? edgeId(selectedPort.source, selectedPort.port) : selectedEdge
    if (edge !== null) {
      const split = edge.indexOf(':')
      const source = edge.slice(0, split)
      apply((current) => disconnect(current, source, edge.slice(split + 1)))
      if (selectedEdge) reveal(source)
      return
    }
    apply((current) => removeAll(current, kinds, selected))
    const heir = heirOf(document, selected)
    if (heir === undefined) select([])
    else reveal(heir)
  },
}

/** Where the keyboard goes on when these are gone: what led to them, else what stood before or after them. */
function heirOf(document: JourneyDocument, gone: string[]): string | undefined {
  const stays = (id: string) => !gone.includes(id)
  const before = edgesOf(document).find((edge) => gone.includes(edge.target) && stays(edge.source))
  if (before) return before.source
  const order = readingOrder(document)
  const at = order.findIndex((id) => gone.includes(id))
  if (at < 0) return undefined
  return order.slice(0, at).reverse().find(stays) ?? order.slice(at).find(stays)
}

export const duplicateSelected: Command = {
  id: 'duplicate',
  label: 'command.duplicate',
  group: 'change',
  keys: ['Mod+D'],
  enabled: (state) => isEditable(state) && state.selected.length > 0,
  run: ({ store }) => {
    const { selected, document, apply, select } = store.getState()
    const made = duplicate(document, selected, { x: 280, y: 0 })
    apply(() => made.document)
    select(made.ids)
  },
}

export const selectAll: Command = {
  id: 'selectAll',
  label: 'command.selectAll',
  group: 'change',
  keys: ['Mod+A'],
  enabled: isEditable,
  run: ({ store }) => store.getState().selectAll(),
}
