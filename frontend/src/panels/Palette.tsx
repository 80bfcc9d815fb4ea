import { ActionIcon, ScrollArea, TextInput, Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { type DragEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addHere } from '../editor/adding'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { type Addable, addables, grouped } from '../graph/palette'
import { familyOf, StepIcon } from '../steps/StepIcon'
import { DRAGGED, setDragged } from './dragged'
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
      // Folded away while there is nothing to add to; what was searched for stays.
      hidden={!editable}
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
  const preview = useRef<HTMLDivElement>(null)
  const group = familyOf(entry.isTrigger ? 'trigger' : entry.kind.group)
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(DRAGGED, entry.key)
    event.dataTransfer.effectAllowed = 'copy'
    if (preview.current) event.dataTransfer.setDragImage(preview.current, 120, 20)
    setDragged(entry)
  }
  return (
    <Tooltip
      label={<Help entry={entry} />}
      position="right-start"
      multiline
      maw={320}
      disabled={!entry.help}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button
        type="button"
        className={classes.entry}
        aria-label={entry.title}
        draggable
        onDragStart={onDragStart}
        onDragEnd={() => setDragged(null)}
        onClick={() => addHere(store, kinds, entry)}
      >
        <StepIcon icon={entry.icon} group={group} />
        <span className={classes.entryName}>{entry.title}</span>
        <div ref={preview} className={classes.dragPreview} aria-hidden>
          <StepIcon icon={entry.icon} group={group} size={20} />
          {entry.title}
        </div>
      </button>
    </Tooltip>
  )
}

/** The whole help of a kind: its first line as what it is, then the rest. */
function Help({ entry }: { entry: Addable }) {
  const rest = entry.help.slice(entry.help.indexOf(entry.line) + entry.line.length).trim()
  return (
    <div className={classes.entryHelp}>
      <strong>{entry.line || entry.title}</strong>
      {rest.split(/\n\s*\n/).map((part) => part && <p key={part}>{part.replace(/\s+/g, ' ')}</p>)}
    </div>
  )
}
