import { differsFromLive, isEditable } from '../store'
import type { Command } from './command'

export const save: Command = {
  id: 'save',
  label: 'command.save',
  group: 'journey',
  keys: ['Mod+S'],
  everywhere: true,
  enabled: isEditable,
  run: ({ autosave }) => autosave.flush(),
}

export const publish: Command = {
  id: 'publish',
  label: 'command.publish',
  group: 'journey',
  keys: ['Mod+Enter'],
  everywhere: true,
  enabled: (state) => !state.readOnly && state.state !== 'archived' && differsFromLive(state),
  run: ({ store }) => store.getState().open('publish'),
}

export const addStep: Command = {
  id: 'add',
  label: 'command.add',
  group: 'build',
  keys: ['/', 'A', 'Insert'],
  enabled: isEditable,
  run: ({ store }) => store.getState().open('add'),
}

export const showJson: Command = {
  id: 'json',
  label: 'command.json',
  group: 'journey',
  keys: [],
  enabled: () => true,
  run: ({ store }) => store.getState().open('json'),
}
