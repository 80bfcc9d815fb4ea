import { tidy } from '../../graph/layout'
import { disconnect, duplicate, move, removeAll } from '../../graph/operations'
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
    const { selected, selectedEdge, apply, select } = store.getState()
    if (selectedEdge) {
      const split = selectedEdge.indexOf(':')
      apply((document) => disconnect(document, selectedEdge.slice(0, split), selectedEdge.slice(split + 1)))
    } else {
      apply((document) => removeAll(document, kinds, selected))
    }
    select([])
  },
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

export const tidyUp: Command = {
  id: 'tidy',
  label: 'command.tidy',
  group: 'look',
  keys: ['Shift+T'],
  enabled: isEditable,
  run: async ({ store, kinds }) => {
    const positions = await tidy(store.getState().document, kinds)
    store.getState().apply((document) => move(document, positions))
    requestAnimationFrame(() => store.getState().viewport?.fit())
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
