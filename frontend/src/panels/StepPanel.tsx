import { Tabs } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deleteSelected, duplicateSelected } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { EditedBy } from '../editor/EditedBy'
import { isEditable, shownDocument } from '../editor/store'
import type { InspectorTab } from '../editor/viewSlice'
import { hasContent } from '../graph/defaults'
import { lookOf } from '../graph/palette'
import { summaryOf } from '../graph/ports'
import { isTrigger, kindOf, place } from '../graph/read'
import { StepIcon } from '../steps/StepIcon'
import { CommandButton } from './CommandButton'
import { ContentTab } from './ContentTab'
import { NumbersTab } from './NumbersTab'
import { PanelHead } from './PanelHead'
import { PeopleTab } from './PeopleTab'
import classes from './panels.module.css'
import { SettingsTab } from './SettingsTab'

/** One trigger or step: what it does, what it says, how many, and who. */
export function StepPanel({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const tab = useEditor((state) => state.tab)
  const setTab = useEditor((state) => state.setTab)
  const isLive = useEditor((state) => state.live !== null)
  const found = place(document, id)
  if (!found) return null
  const kind = kindOf(document, kinds, id)
  const trigger = isTrigger(document, id)
  const look = kind ? lookOf(kind, found.config) : { title: found.kind, icon: '' }
  const tabs: InspectorTab[] = [
    'settings',
    ...(hasContent(kind) ? (['content'] as const) : []),
    ...(isLive ? (['numbers'] as const) : []),
    ...(isLive && !trigger ? (['people'] as const) : []),
  ]
  return (
    <>
      <PanelHead
        icon={<StepIcon icon={look.icon} group={trigger ? 'trigger' : (kind?.group ?? 'flow')} size={32} />}
        kind={look.title}
        name={found.name || (kind && summaryOf(kind, found.config)) || look.title}
        actions={
          editable && (
            <>
              <CommandButton command={duplicateSelected} icon={IconCopy} size={16} />
              <CommandButton command={deleteSelected} icon={IconTrash} size={16} />
            </>
          )
        }
      />
      <EditedBy id={id} />
      <Tabs
        value={tabs.includes(tab) ? tab : 'settings'}
        onChange={(next) => setTab(next as InspectorTab)}
        className={classes.tabs}
        keepMounted={false}
      >
        <Tabs.List px={8}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings" className={classes.tabBody}>
          <SettingsTab id={id} kind={kind} />
        </Tabs.Panel>
        <Tabs.Panel value="content" className={classes.tabBody}>
          <ContentTab id={id} kind={kind} />
        </Tabs.Panel>
        <Tabs.Panel value="numbers" className={classes.tabBody}>
          <NumbersTab id={id} trigger={trigger} />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes.tabBody}>
          <PeopleTab step={id} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
