import i18n from '../../i18n'
import { notifyError } from '../../ui/notify'
import type { EditorFrame } from '../context'
import { keyWords } from '../keys'
import { pasteText, removeSelected, selectedText } from '../pasting'
import { type EditorState, isEditable } from '../store'
import type { Command } from './command'

const isSelected = (state: EditorState) => state.selected.length > 0

/** From a list of commands the browser may say no; the keys always work. */
async function copySelected(frame: EditorFrame): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(selectedText(frame))
    return true
  } catch {
    notifyError(new Error(i18n.t('editor:paste.closed', { key: keyWords('Mod+C') })))
    return false
  }
}

export const copySteps: Command = {
  id: 'copy',
  label: 'command.copy',
  group: 'change',
  keys: ['Mod+C'],
  native: true,
  enabled: isSelected,
  run: async (frame) => {
    await copySelected(frame)
  },
}

export const cutSteps: Command = {
  id: 'cut',
  label: 'command.cut',
  group: 'change',
  keys: ['Mod+X'],
  native: true,
  enabled: (state) => isEditable(state) && isSelected(state),
  run: async (frame) => {
    if (await copySelected(frame)) removeSelected(frame)
  },
}

export const pasteSteps: Command = {
  id: 'paste',
  label: 'command.paste',
  group: 'change',
  keys: ['Mod+V'],
  native: true,
  enabled: isEditable,
  run: async (frame) => {
    let text: string
    try {
      text = await navigator.clipboard.readText()
    } catch {
      notifyError(new Error(i18n.t('editor:paste.closed', { key: keyWords('Mod+V') })))
      return
    }
    pasteText(frame, text)
  },
}
