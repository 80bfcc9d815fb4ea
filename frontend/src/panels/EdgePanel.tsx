import { Button, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deleteSelected } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { placeName } from '../graph/placeName'
import { portsAt } from '../graph/ports'
import { edgesOf } from '../graph/read'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

/** One edge: from where, by which port, to where. */
export function EdgePanel({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const edge = edgesOf(document).find((candidate) => candidate.id === id)
  if (!edge) return null
  const port = portsAt(document, frame.kinds, edge.source).find(({ name }) => name === edge.port)
  return (
    <>
      <PanelHead kind={t('edge.kind')} name={port?.title || t('edge.plain')} />
      <div className={classes.tabBody}>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{placeName(document, frame.kinds, edge.source)}</Text>
          <IconArrowDown size={16} aria-label={t('edge.to')} role="img" />
          <Text size="sm">{placeName(document, frame.kinds, edge.target)}</Text>
          {editable && (
            <Button
              mt="xs"
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void deleteSelected.run(frame)}
            >
              {t('edge.delete')}
            </Button>
          )}
        </Stack>
      </div>
    </>
  )
}
