import { Button, Group } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deleteSelected, duplicateSelected } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

/** Several places at once: what can be done to all of them. */
export function ManyPanel({ ids }: { ids: string[] }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const editable = useEditor(isEditable)
  return (
    <>
      <PanelHead kind={t('many.kind')} name={t('many.name', { n: ids.length })} />
      {editable && (
        <Group className={classes.tabBody} align="flex-start" gap="xs">
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
    </>
  )
}
