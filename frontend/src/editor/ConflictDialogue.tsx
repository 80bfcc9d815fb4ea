import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { diff } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import { behaviour } from '../graph/read'
import { useEditor } from './context'

function download(document: JourneyDocument): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }))
  const link = Object.assign(window.document.createElement('a'), {
    href: url,
    download: `${document.name}.json`,
  })
  link.click()
  URL.revokeObjectURL(url)
}

/** Places whose settings or edges are not the same; where they stand on the drawing does not count. */
function changedPlaces(mine: JourneyDocument, theirs: JourneyDocument): number {
  const places = diff(behaviour(theirs), behaviour(mine)).map(({ path }) =>
    path[0] === 'steps' || path[0] === 'triggers' ? path.slice(0, 2).join('/') : path[0],
  )
  return new Set(places).size
}

/** Someone else saved meanwhile. Nothing is sent until one of the two is chosen. */
export function ConflictDialogue() {
  const { t } = useTranslation('editor')
  const theirs = useEditor((state) => state.theirs)
  const document = useEditor((state) => state.document)
  const keepMine = useEditor((state) => state.keepMine)
  const takeTheirs = useEditor((state) => state.takeTheirs)
  if (!theirs) return null
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('conflict.title')}
    >
      <Stack gap="md">
        <Text size="sm">{t('conflict.text', { n: changedPlaces(document, theirs.document) })}</Text>
        <Button
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download(document)}
        >
          {t('conflict.download')}
        </Button>
        <Group justify="flex-end">
          <Button variant="default" onClick={takeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onClick={keepMine}>{t('conflict.keepMine')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
