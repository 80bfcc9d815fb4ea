/** The table of commands, written out. */
import type { Command } from './command'
import { deleteSelected, duplicateSelected, redo, selectAll, tidyUp, undo } from './drawing'
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

export const COMMANDS: Command[] = [
  addStep,
  deleteSelected,
  duplicateSelected,
  selectAll,
  clearSelection,
  undo,
  redo,
  tidyUp,
  stepDown,
  stepUp,
  stepNext,
  stepPrevious,
  fit,
  zoomIn,
  zoomOut,
  toggleLayer,
  save,
  publish,
  showJson,
  showShortcuts,
]

export type { Command } from './command'
export * from './drawing'
export * from './journey'
export * from './looking'
