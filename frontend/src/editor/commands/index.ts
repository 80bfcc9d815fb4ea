/** The table of commands, written out. */
import {
  alignBottom,
  alignCentre,
  alignLeft,
  alignMiddle,
  alignRight,
  alignTop,
  distributeAcross,
  distributeDown,
  groupSelected,
  leaveGroup,
  newNote,
  ungroupSelected,
} from './arranging'
import { connectPort, openSettings, portNext, portPrevious, rename } from './building'
import {
  boxTool,
  fitSelection,
  handTool,
  nudgeDown,
  nudgeLeft,
  nudgeRight,
  nudgeUp,
  toggleMap,
  toggleSnap,
} from './canvas'
import { copySteps, cutSteps, pasteSteps } from './clipboard'
import type { Command } from './command'
import { deleteSelected, duplicateSelected, redo, selectAll, undo } from './drawing'
import { findStep, regionNext, regionPrevious, toggleOutline } from './going'
import { addStep, publish, save, showJson } from './journey'
import {
  clearSelection,
  fit,
  showShortcuts,
  stepDown,
  stepNext,
  stepPrevious,
  stepUp,
  toggleLayer,
  zoomIn,
  zoomOut,
} from './looking'
import { showHistory, test } from './testing'
import { tidySelection, tidyUp, turn } from './tidying'

export const COMMANDS: Command[] = [
  addStep,
  connectPort,
  rename,
  deleteSelected,
  copySteps,
  cutSteps,
  pasteSteps,
  duplicateSelected,
  groupSelected,
  ungroupSelected,
  leaveGroup,
  newNote,
  alignLeft,
  alignCentre,
  alignRight,
  alignTop,
  alignMiddle,
  alignBottom,
  distributeAcross,
  distributeDown,
  selectAll,
  clearSelection,
  undo,
  redo,
  tidyUp,
  tidySelection,
  turn,
  stepDown,
  stepUp,
  stepNext,
  stepPrevious,
  portNext,
  portPrevious,
  openSettings,
  findStep,
  regionNext,
  regionPrevious,
  toggleOutline,
  nudgeUp,
  nudgeDown,
  nudgeLeft,
  nudgeRight,
  fit,
  fitSelection,
  zoomIn,
  zoomOut,
  handTool,
  boxTool,
  toggleSnap,
  toggleMap,
  toggleLayer,
  save,
  publish,
  test,
  showHistory,
  showJson,
  showShortcuts,
]

export * from './arranging'
export * from './building'
export * from './canvas'
export * from './clipboard'
export type { Command } from './command'
export * from './drawing'
export * from './going'
export * from './journey'
export * from './looking'
export * from './testing'
export * from './tidying'
