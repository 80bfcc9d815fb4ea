import { placesOf } from '../../graph/read'
import type { Command } from './command'

/** Walks a scripted customer through the draft; a second time closes the panel. */
export const test: Command = {
  id: 'test',
  label: 'command.test',
  group: 'journey',
  keys: ['T'],
  enabled: (state) => state.testing || placesOf(state.document).length > 0,
  run: ({ store }) => {
    const { testing, openTest, closeTest } = store.getState()
    if (testing) closeTest()
    else openTest()
  },
}

export const showHistory: Command = {
  id: 'history',
  label: 'command.history',
  group: 'journey',
  keys: ['H'],
  enabled: (state) => state.live !== null,
  run: ({ store }) => {
    const { historyOpen, setHistoryOpen } = store.getState()
    setHistoryOpen(!historyOpen)
  },
}
