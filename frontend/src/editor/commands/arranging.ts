import { sizesOf } from '../../canvas/drawing'
import { type Axis, boxOf, type Side } from '../../graph/arrange'
import { placeForNote } from '../../graph/clearing'
import { addNote, align, distribute, leaveGroups, makeGroup, ungroup } from '../../graph/operations'
import { exists, groupsOf, groupWith } from '../../graph/read'
import i18n from '../../i18n'
import { type EditorState, isEditable, numberedDocument } from '../store'
import type { Command, CommandLabel } from './command'

const standing = ({ document, selected }: EditorState) => selected.filter((id) => boxOf(document, id))
const places = ({ document, selected }: EditorState) => selected.filter((id) => exists(document, id))

/** The groups that are selected, or that something selected stands in. */
const groupsAt = ({ document, selected }: EditorState): string[] => [
  ...new Set(selected.flatMap((id) => (groupsOf(document)[id] ? id : (groupWith(document, id) ?? [])))),
]

export const groupSelected: Command = {
  id: 'group',
  label: 'command.group',
  group: 'build',
  keys: ['Mod+G'],
  enabled: (state) => isEditable(state) && places(state).length > 0,
  run: ({ store }) => {
    const { document, viewport, apply, select } = store.getState()
    const made = makeGroup(document, places(store.getState()), i18n.t('editor:look.newGroup'))
    apply(() => made.document)
    select([made.id])
    viewport?.show(made.id)
  },
}

export const ungroupSelected: Command = {
  id: 'ungroup',
  label: 'command.ungroup',
  group: 'build',
  keys: ['Mod+Shift+G'],
  enabled: (state) => isEditable(state) && groupsAt(state).length > 0,
  run: ({ store }) => {
    const { document, apply, select } = store.getState()
    const groups = groupsAt(store.getState())
    const members = groups.flatMap((id) => groupsOf(document)[id]?.members ?? [])
    apply((current) => groups.reduce(ungroup, current))
    select(members)
  },
}

/** Takes the selected places out of their group, which stays for the others. */
export const leaveGroup: Command = {
  id: 'leaveGroup',
  label: 'command.leaveGroup',
  group: 'build',
  keys: [],
  enabled: (state) => isEditable(state) && places(state).some((id) => groupWith(state.document, id)),
  run: ({ store }) => store.getState().apply((document) => leaveGroups(document, places(store.getState()))),
}

export const newNote: Command = {
  id: 'note',
  label: 'command.note',
  group: 'build',
  keys: ['N'],
  enabled: isEditable,
  run: ({ store, kinds }) => {
    const { document, viewport, apply, select } = store.getState()
    const sizes = sizesOf(document, kinds, numberedDocument(store.getState()))
    const made = addNote(document, placeForNote(document, viewport?.centre() ?? { x: 0, y: 0 }, sizes))
    apply(() => made.document)
    select([made.id])
    viewport?.show(made.id)
  },
}

const aligning = (side: Side, label: CommandLabel, key: string): Command => ({
  id: `align.${side}`,
  label,
  group: 'change',
  keys: [key],
  enabled: (state) => isEditable(state) && standing(state).length > 1,
  run: ({ store, kinds }) =>
    store
      .getState()
      .apply((document) => align(document, standing(store.getState()), side, sizesOf(document, kinds))),
})

export const alignLeft = aligning('left', 'command.alignLeft', 'Alt+A')
export const alignCentre = aligning('centre', 'command.alignCentre', 'Alt+H')
export const alignRight = aligning('right', 'command.alignRight', 'Alt+D')
export const alignTop = aligning('top', 'command.alignTop', 'Alt+W')
export const alignMiddle = aligning('middle', 'command.alignMiddle', 'Alt+V')
export const alignBottom = aligning('bottom', 'command.alignBottom', 'Alt+S')

const distributing = (axis: Axis, label: CommandLabel, key: string): Command => ({
  id: `distribute.${axis}`,
  label,
  group: 'change',
  keys: [key],
  enabled: (state) => isEditable(state) && standing(state).length > 2,
  run: ({ store, kinds }) =>
    store
      .getState()
      .apply((document) => distribute(document, standing(store.getState()), axis, sizesOf(document, kinds))),
})

export const distributeAcross = distributing('across', 'command.distributeAcross', 'Alt+Shift+H')
export const distributeDown = distributing('down', 'command.distributeDown', 'Alt+Shift+V')
