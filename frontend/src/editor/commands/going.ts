import { hasDialogue, turnRegion } from '../regions'
import { always, type Command } from './command'

/** A list of all places, found by name, kind or summary. */
export const findStep: Command = {
  id: 'find',
  label: 'command.find',
  group: 'go',
  keys: ['F', 'Mod+F'],
  enabled: always,
  run: ({ store }) => store.getState().open('find'),
}

export const toggleOutline: Command = {
  id: 'outline',
  label: 'command.outline',
  group: 'look',
  keys: ['O'],
  enabled: always,
  run: ({ store }) => {
    const { view, setView } = store.getState()
    setView(view === 'outline' ? 'canvas' : 'outline')
  },
}

const turning = (by: 1 | -1, key: string): Command => ({
  id: by > 0 ? 'region.next' : 'region.previous',
  label: by > 0 ? 'command.regionNext' : 'command.regionPrevious',
  group: 'go',
  keys: [key],
  everywhere: true,
  enabled: always,
  run: () => {
    if (!hasDialogue()) turnRegion(by)
  },
})

export const regionNext = turning(1, 'F6')
export const regionPrevious = turning(-1, 'Shift+F6')
