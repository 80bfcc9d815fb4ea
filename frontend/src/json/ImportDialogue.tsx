import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../editor/context'
import { laidOut } from '../editor/laidOut'
import { pasteText } from '../editor/pasting'
import { useSaveAsNew } from '../editor/savingAs'
import { fileText } from '../graph/file'
import type { ReadJourney } from '../graph/readJourney'
import { useReasons } from './useReasons'

interface ImportDialogueProps {
  file: string
  reading: ReadJourney
  onClose: () => void
}

/** What shall become of a journey's file that was let go over the drawing; nothing happens unasked. */
export function ImportDialogue({ file, reading, onClose }: ImportDialogueProps) {
  const { t } = useTranslation('outline')
  const frame = useFrame()
  const reasons = useReasons()
  const saveAsNew = useSaveAsNew('same')
  if ('problem' in reading) {
    return (
      <Modal opened onClose={onClose} title={t('import.not', { file })}>
        <Alert color="red" variant="light" role="alert">
          {reasons(reading.problem)}
        </Alert>
        <Text size="sm" mt="sm">
          {t('import.kept')}
        </Text>
      </Modal>
    )
  }
  const { document } = reading
  const act = (run: () => void | Promise<void>) => () => {
    onClose()
    void run()
  }
  const replace = async () => {
    const { store, kinds } = frame
    const next = await laidOut(document, kinds)
    const { apply, select } = store.getState()
    apply(() => next)
    select([])
    requestAnimationFrame(() => store.getState().viewport?.fit())
  }
  const steps = Object.keys(document.steps).length
  return (
    <Modal opened onClose={onClose} title={t('import.title', { name: document.name })}>
      <Stack gap="xs">
        <Text size="sm">{t('import.what', { file, n: steps })}</Text>
        <Button variant="default" onClick={act(replace)}>
          {t('import.replace')}
        </Button>
        <Button variant="default" onClick={act(() => pasteText(frame, fileText(document), 'beside'))}>
          {t('import.paste')}
        </Button>
        <Button variant="default" onClick={act(() => saveAsNew.mutate(document))}>
          {t('import.new')}
        </Button>
      </Stack>
    </Modal>
  )
}
