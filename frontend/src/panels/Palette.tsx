import { ActionIcon, ScrollArea, TextInput, Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addHere } from '../editor/adding'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { type Addable, addables, grouped } from '../graph/palette'
import { familyOf, StepIcon } from '../steps/StepIcon'
import { DRAGGED } from './dragged'
import classes from './panels.module.css'

/** All that can be added, by family; click adds behind the selection, dragging adds where it is dropped. */
export function Palette() {
  const { t } = useTranslation('editor')
  const { catalogue } = useFrame()
  const editable = useEditor(isEditable)
  const [search, setSearch] = useState('')
  const [narrow, setNarrow] = useState(false)
  const groups = useMemo(
    () => grouped(addables(catalogue), narrow ? '' : search),
    [catalogue, search, narrow],
  )
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggle = t(narrow ? 'palette.expand' : 'palette.collapse')
  return (
    <aside
      className={classes.palette}
      data-region="palette"
      data-narrow={narrow || undefined}
      // It keeps its place while the live drawing is shown, so that the drawing does not move.
      inert={!editable}
      aria-label={t('palette.title')}
    >
      <div className={classes.paletteHead}>
        {!narrow && (
          <TextInput
            flex={1}
            size="xs"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            leftSection={<IconSearch size={14} aria-hidden />}
            placeholder={t('palette.search')}
            aria-label={t('palette.search')}
          />
        )}
        <Tooltip label={toggle}>
          <ActionIcon onClick={() => setNarrow(!narrow)} aria-label={toggle}>
            <Toggle size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <ScrollArea className={classes.paletteList} type="hover" scrollbarSize={8}>
        {groups.map(({ group, entries }) => (
          <section key={group} className={classes.group}>
            <h2 className={classes.groupName}>{t(`group.${group}`, { defaultValue: group })}</h2>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p className={classes.nothing}>{t('palette.nothing')}</p>}
      </ScrollArea>
    </aside>
  )
}

function Entry({ entry }: { entry: Addable }) {
  const { store, kinds } = useFrame()
  const group = familyOf(entry.isTrigger ? 'trigger' : entry.kind.group)
  return (
    <Tooltip label={entry.line} position="right" multiline maw={260} disabled={!entry.line}>
      <button
        type="button"
        className={classes.entry}
        aria-label={entry.title}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED, entry.key)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={() => addHere(store, kinds, entry)}
      >
        <StepIcon icon={entry.icon} group={group} />
        <span className={classes.entryName}>{entry.title}</span>
      </button>
    </Tooltip>
  )
}
