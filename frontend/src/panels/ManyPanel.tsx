import {
  IconBoxAlignBottom,
  IconBoxAlignLeft,
  IconBoxAlignRight,
  IconBoxAlignTop,
  IconBoxMultiple,
  IconBoxOff,
  IconCopy,
  IconCut,
  IconClipboardCopy as IconDuplicate,
  IconLayoutAlignCenter,
  IconLayoutAlignMiddle,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconLayoutGrid,
  type IconProps,
  IconTrash,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import * as commands from '../editor/commands'
import { useEditor } from '../editor/context'
import { isEditable } from '../editor/store'
import { CommandButton } from './CommandButton'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

const SECTIONS: [
  title: 'do' | 'align' | 'order',
  commands: [commands.Command, ComponentType<IconProps>][],
][] = [
  [
    'do',
    [
      [commands.copySteps, IconCopy],
      [commands.cutSteps, IconCut],
      [commands.duplicateSelected, IconDuplicate],
      [commands.groupSelected, IconBoxMultiple],
      [commands.ungroupSelected, IconBoxOff],
      [commands.deleteSelected, IconTrash],
    ],
  ],
  [
    'align',
    [
      [commands.alignLeft, IconBoxAlignLeft],
      [commands.alignCentre, IconLayoutAlignCenter],
      [commands.alignRight, IconBoxAlignRight],
      [commands.alignTop, IconBoxAlignTop],
      [commands.alignMiddle, IconLayoutAlignMiddle],
      [commands.alignBottom, IconBoxAlignBottom],
    ],
  ],
  [
    'order',
    [
      [commands.distributeAcross, IconLayoutDistributeVertical],
      [commands.distributeDown, IconLayoutDistributeHorizontal],
      [commands.tidySelection, IconLayoutGrid],
    ],
  ],
]

/** Several places at once: what can be done to all of them. */
export function ManyPanel({ ids }: { ids: string[] }) {
  const { t } = useTranslation('editor')
  const editable = useEditor(isEditable)
  return (
    <>
      <PanelHead kind={t('many.kind')} name={t('many.name', { n: ids.length })} />
      {editable && (
        <div className={classes.tabBody}>
          {SECTIONS.map(([title, entries]) => (
            <section key={title} className={classes.group}>
              <h3 className={classes.groupName}>{t(`many.${title}`)}</h3>
              {entries.map(([command, icon]) => (
                <CommandButton key={command.id} command={command} icon={icon} />
              ))}
            </section>
          ))}
        </div>
      )}
    </>
  )
}
