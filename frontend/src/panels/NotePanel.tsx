import { Button, Group, Stack, Textarea } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deleteSelected, duplicateSelected } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import type { Note } from '../graph/document'
import { changeNote } from '../graph/operations'
import { notesOf } from '../graph/read'
import { ColourPicker } from './ColourPicker'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

/** A note on the drawing: what it says, and its colour. */
export function NotePanel({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const note = useEditor((state) => notesOf(shownDocument(state))[id])
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  if (!note) return null
  const change = (to: Partial<Note>, mark: string | null = null) =>
    apply((document) => changeNote(document, id, to), mark)
  return (
    <>
      <PanelHead kind={t('look.note')} name={note.text.split('\n', 1)[0]?.trim() || t('look.emptyNote')} />
      <Stack gap="md" className={classes.tabBody}>
        <Textarea
          data-field="name"
          label={t('look.text')}
          placeholder={t('look.textPlaceholder')}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={10_000}
          value={note.text}
          disabled={!editable}
          onChange={(event) => change({ text: event.currentTarget.value }, `text:${id}`)}
          onBlur={endGesture}
        />
        <ColourPicker value={note.colour} disabled={!editable} onChange={(colour) => change({ colour })} />
        {editable && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconCopy size={16} aria-hidden />}
              onClick={() => void duplicateSelected.run(frame)}
            >
              {t('command.duplicate')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void deleteSelected.run(frame)}
            >
              {t('command.delete')}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  )
}
