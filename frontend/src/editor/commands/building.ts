import { portsAt } from '../../graph/ports'
import { targetOf } from '../../graph/read'
import type { EditorFrame } from '../context'
import { focusField, focusRegion } from '../regions'
import { type EditorState, isEditable, shownDocument } from '../store'
import type { Command } from './command'

const one = (state: EditorState) => (state.selected.length === 1 ? state.selected[0] : undefined)

/** Says where the selected port leads, by a list of the steps. */
export const connectPort: Command = {
  id: 'connect',
  label: 'command.connect',
  group: 'build',
  keys: ['C'],
  enabled: (state) => isEditable(state) && one(state) !== undefined,
  run: ({ store }) => store.getState().open('connect'),
}

/** The name of the selected place, or of the journey while nothing is selected. */
export const rename: Command = {
  id: 'rename',
  label: 'command.rename',
  group: 'change',
  keys: ['F2'],
  enabled: isEditable,
  run: ({ store }) => {
    if (one(store.getState()) === undefined) return focusField('header', 'name')
    store.getState().setTab('settings')
    return focusField('inspector', 'name')
  },
}

/** Enter opens the settings; on a port it goes where the port leads, or asks what shall stand there. */
export const openSettings: Command = {
  id: 'settings',
  label: 'command.settings',
  group: 'go',
  keys: ['Enter'],
  enabled: (state) => one(state) !== undefined,
  run: ({ store }) => {
    const { selectedPort, document, reveal, open } = store.getState()
    if (!selectedPort) return focusRegion('inspector', { inside: true })
    const target = targetOf(document, selectedPort.source, selectedPort.port)
    if (target !== undefined) reveal(target)
    else if (isEditable(store.getState())) open('add')
  },
}

function turn({ store, kinds }: EditorFrame, by: 1 | -1): void {
  const state = store.getState()
  const id = one(state)
  if (id === undefined) return
  const ports = portsAt(shownDocument(state), kinds, id)
  // Behind the last port comes none, so that one can also leave them.
  const turns = ports.length + 1
  const found = ports.findIndex((port) => state.selectedPort?.port === port.name)
  const next = ports[((found < 0 ? ports.length : found) + by + turns) % turns]
  state.selectPort(next ? { source: id, port: next.name } : null)
  state.viewport?.show(id)
}

const turning = (direction: 'next' | 'previous', key: string): Command => ({
  id: `port.${direction}`,
  label: direction === 'next' ? 'command.portNext' : 'command.portPrevious',
  group: 'go',
  keys: [key],
  enabled: (state) => one(state) !== undefined,
  run: (frame) => turn(frame, direction === 'next' ? 1 : -1),
})

export const portNext = turning('next', 'P')
export const portPrevious = turning('previous', 'Shift+P')
