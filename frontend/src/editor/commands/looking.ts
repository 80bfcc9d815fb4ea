import { always, type Command, type CommandLabel } from './command'

export const fit: Command = {
  id: 'fit',
  label: 'command.fit',
  group: 'look',
  keys: ['Shift+1'],
  enabled: always,
  run: ({ store }) => store.getState().viewport?.fit(),
}

export const zoomIn: Command = {
  id: 'zoomIn',
  label: 'command.zoomIn',
  group: 'look',
  keys: ['+', '='],
  enabled: always,
  run: ({ store }) => store.getState().viewport?.zoomIn(),
}

export const zoomOut: Command = {
  id: 'zoomOut',
  label: 'command.zoomOut',
  group: 'look',
  keys: ['-'],
  enabled: always,
  run: ({ store }) => store.getState().viewport?.zoomOut(),
}

export const clearSelection: Command = {
  id: 'clearSelection',
  label: 'command.clearSelection',
  group: 'go',
  keys: ['Escape'],
  enabled: (state) => state.selected.length > 0 || state.selectedEdge !== null,
  run: ({ store }) => store.getState().select([]),
}

type Direction = 'next' | 'previous' | 'down' | 'up'

const stepping = (direction: Direction, label: CommandLabel, key: string): Command => ({
  id: `step.${direction}`,
  label,
  group: 'go',
  keys: [key],
  enabled: always,
  run: ({ store }) => store.getState().step(direction),
})

export const stepDown = stepping('down', 'command.stepDown', 'ArrowDown')
export const stepUp = stepping('up', 'command.stepUp', 'ArrowUp')
export const stepNext = stepping('next', 'command.stepNext', 'ArrowRight')
export const stepPrevious = stepping('previous', 'command.stepPrevious', 'ArrowLeft')

export const toggleLayer: Command = {
  id: 'layer',
  label: 'command.layer',
  group: 'look',
  keys: ['L'],
  enabled: (state) => state.live !== null,
  run: ({ store }) => {
    const { layer, setLayer } = store.getState()
    setLayer(layer === 'draft' ? 'live' : 'draft')
  },
}

export const showShortcuts: Command = {
  id: 'shortcuts',
  label: 'command.shortcuts',
  group: 'journey',
  keys: ['?', 'F1'],
  enabled: always,
  run: ({ store }) => store.getState().open('shortcuts'),
}
