import { boxOf } from '../../graph/arrange'
import { move } from '../../graph/operations'
import { groupsOf } from '../../graph/read'
import { type EditorState, isEditable } from '../store'
import { always, type Command, type CommandLabel } from './command'

export const handTool: Command = {
  id: 'tool.hand',
  label: 'command.handTool',
  group: 'look',
  keys: ['Shift+V'],
  enabled: isEditable,
  run: ({ store }) => store.getState().setTool('hand'),
}

export const boxTool: Command = {
  id: 'tool.box',
  label: 'command.boxTool',
  group: 'look',
  keys: ['V'],
  enabled: isEditable,
  run: ({ store }) => store.getState().setTool('box'),
}

export const toggleSnap: Command = {
  id: 'snap',
  label: 'command.snap',
  group: 'look',
  keys: ['Shift+G'],
  enabled: isEditable,
  run: ({ store }) => store.getState().setSnap(!store.getState().snap),
}

export const toggleMap: Command = {
  id: 'map',
  label: 'command.map',
  group: 'look',
  keys: ['M'],
  enabled: always,
  run: ({ store }) => store.getState().setMap(!store.getState().map),
}

export const fitSelection: Command = {
  id: 'fitSelection',
  label: 'command.fitSelection',
  group: 'look',
  keys: ['Shift+2'],
  enabled: (state) => state.selected.length > 0,
  run: ({ store }) => {
    const { viewport, selected } = store.getState()
    viewport?.fitTo(selected)
  },
}

const STEP = 20

/** Places, notes, and all that stands in a group. */
const movable = ({ document, selected }: EditorState): string[] => [
  ...new Set(selected.flatMap((id) => groupsOf(document)[id]?.members ?? (boxOf(document, id) ? [id] : []))),
]

/** Steps under the same mark are undone together. */
const nudging = (id: string, label: CommandLabel, key: string, x: number, y: number): Command => ({
  id: `nudge.${id}`,
  label,
  group: 'change',
  keys: [`Alt+${key}`],
  enabled: (state) => isEditable(state) && movable(state).length > 0,
  run: ({ store }) => {
    const { selected, apply } = store.getState()
    apply(
      (document) => {
        const moved = movable(store.getState()).flatMap((id) => {
          const at = boxOf(document, id)
          return at ? [[id, { x: at.x + x * STEP, y: at.y + y * STEP }] as const] : []
        })
        return move(document, Object.fromEntries(moved))
      },
      `nudge ${selected.join(' ')}`,
    )
  },
})

export const nudgeLeft = nudging('left', 'command.nudgeLeft', 'ArrowLeft', -1, 0)
export const nudgeRight = nudging('right', 'command.nudgeRight', 'ArrowRight', 1, 0)
export const nudgeUp = nudging('up', 'command.nudgeUp', 'ArrowUp', 0, -1)
export const nudgeDown = nudging('down', 'command.nudgeDown', 'ArrowDown', 0, 1)
