import {
  IconBoxMultiple,
  IconCopy,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconTrash,
} from '@tabler/icons-react'
import {
  alignBottom,
  alignCentre,
  alignLeft,
  alignMiddle,
  alignRight,
  alignTop,
  type Command,
  deleteSelected,
  distributeAcross,
  distributeDown,
  duplicateSelected,
  groupSelected,
} from '../editor/commands'

export interface SelectionTool {
  command: Command
  icon: typeof IconCopy
  /** A line before it. */
  apart?: boolean
}

/** What can be done to several cards at once, in the order of the bar. */
export const SELECTION_TOOLS: SelectionTool[] = [
  { command: alignLeft, icon: IconLayoutAlignLeft },
  { command: alignCentre, icon: IconLayoutAlignCenter },
  { command: alignRight, icon: IconLayoutAlignRight },
  { command: alignTop, icon: IconLayoutAlignTop },
  { command: alignMiddle, icon: IconLayoutAlignMiddle },
  { command: alignBottom, icon: IconLayoutAlignBottom },
  { command: distributeAcross, icon: IconLayoutDistributeVertical, apart: true },
  { command: distributeDown, icon: IconLayoutDistributeHorizontal },
  { command: groupSelected, icon: IconBoxMultiple, apart: true },
  { command: duplicateSelected, icon: IconCopy },
  { command: deleteSelected, icon: IconTrash },
]
