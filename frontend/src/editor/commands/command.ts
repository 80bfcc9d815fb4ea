import type enEditor from '../../i18n/en/editor.json'
import type { EditorFrame } from '../context'
import type { EditorState } from '../store'

export type CommandLabel = `command.${keyof (typeof enEditor)['command']}`

/** What lists of commands are divided into, in their order: to build, to change, to find one's way, to look, the whole. */
export const COMMAND_GROUPS = ['build', 'change', 'go', 'look', 'journey'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** One thing the editor can do, whether by key, by button or from a list of commands. */
export interface Command {
  id: string
  label: CommandLabel
  group: CommandGroup
  /** "Mod" is Ctrl, or Cmd on a Mac. The first is the one that is shown. */
  keys: string[]
  /** Works also while a field has the focus. */
  everywhere?: boolean
  /** The browser does it by these keys, and tells the page: they are shown, and left to it. */
  native?: boolean
  enabled(state: EditorState): boolean
  run(frame: EditorFrame): void | Promise<void>
}

export const always = () => true
