import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notifyDone } from '../ui/notify'
import { journeyApi } from './api'
import { useFrame } from './context'
import { useRunNumbers } from './numbers'
import { useAfterwards } from './useAfterwards'

/** Archiving ends what is under way; the button says how much that is. */
export function ArchiveDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const { journeyId, store } = useFrame()
  const active = useRunNumbers()?.active ?? 0
  const afterwards = useAfterwards()
  const archive = useMutation({
    mutationFn: () => journeyApi.archive(journeyId),
    onSuccess: async () => {
      await afterwards()
      store.getState().setReadOnly(true)
      onClose()
      notifyDone(t('archive.done'))
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('archive.title')}>
      <Stack gap="md">
        <Text size="sm">{t('archive.text', { n: active })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={archive.isPending} onClick={() => archive.mutate()}>
            {t('archive.do', { n: active })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
