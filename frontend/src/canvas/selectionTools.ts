import { IconCopy, IconTrash } from '@tabler/icons-react'
import { type Command, deleteSelected, duplicateSelected } from '../editor/commands'

export interface SelectionTool {
  command: Command
  icon: typeof IconCopy
  /** A line before it. */
  apart?: boolean
}

/** What can be done to several cards at once, in the order of the bar. */
export const SELECTION_TOOLS: SelectionTool[] = [
  { command: duplicateSelected, icon: IconCopy, apart: true },
  { command: deleteSelected, icon: IconTrash },
]
