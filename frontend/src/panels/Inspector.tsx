import { Drawer } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { hasContent } from '../graph/defaults'
import type { JourneyDocument } from '../graph/document'
import { exists, groupsOf, kindOf, notesOf, place } from '../graph/read'
import { EdgePanel } from './EdgePanel'
import { GroupPanel } from './GroupPanel'
import { JourneySettings } from './JourneySettings'
import { ManyPanel } from './ManyPanel'
import { NotePanel } from './NotePanel'
import classes from './panels.module.css'
import { StepPanel } from './StepPanel'

/** The right side: what is selected, or the journey itself. */
export function Inspector() {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const selected = useEditor((state) => state.selected)
  const selectedEdge = useEditor((state) => state.selectedEdge)
  const tab = useEditor((state) => state.tab)
  const only = selected.length === 1 ? selected[0] : undefined
  const known = useEditor((state) => only !== undefined && place(shownDocument(state), only) !== undefined)
  const look = useEditor((state) => lookOf(shownDocument(state), only))
  const writes = useEditor((state) => {
    const kind = only === undefined ? undefined : kindOf(shownDocument(state), kinds, only)
    return hasContent(kind)
  })
  const viewport = useEditor((state) => state.viewport)
  const wide = known && writes && tab === 'content'
  // The panel that grows takes room from the drawing; what is selected stays in view.
  useEffect(() => {
    if (wide && only !== undefined) viewport?.show(only, { focus: false })
  }, [wide, only, viewport])
  return (
    <aside
      className={classes.inspector}
      data-region="inspector"
      data-wide={wide || undefined}
      aria-label={t('inspector.title')}
    >
      {only !== undefined && known ? (
        <StepPanel key={only} id={only} />
      ) : look === 'note' ? (
        <NotePanel key={only} id={only ?? ''} />
      ) : look === 'group' ? (
        <GroupPanel key={only} id={only ?? ''} />
      ) : selectedEdge ? (
        <EdgePanel id={selectedEdge} />
      ) : selected.length > 1 ? (
        <ManyPanel ids={selected} />
      ) : (
        <JourneySettings />
      )}
    </aside>
  )
}

function lookOf(document: JourneyDocument, id = ''): 'note' | 'group' | null {
  if (notesOf(document)[id]) return 'note'
  return groupsOf(document)[id] ? 'group' : null
}

/** Where there is no room beside the drawing: what one touches comes up from below. */
export function NarrowInspector() {
  const { t } = useTranslation('editor')
  const selected = useEditor((state) => state.selected)
  const select = useEditor((state) => state.select)
  const document = useEditor(shownDocument)
  const only = selected.length === 1 ? selected.find((id) => exists(document, id)) : undefined
  return (
    <Drawer
      opened={only !== undefined}
      onClose={() => select([])}
      position="bottom"
      size="70%"
      padding={0}
      title={t('inspector.title')}
      classNames={{ header: classes.narrowHead, title: classes.narrowTitle, body: classes.narrowBody }}
    >
      {only !== undefined && <StepPanel key={only} id={only} />}
    </Drawer>
  )
}
