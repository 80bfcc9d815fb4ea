import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Question {
  title: string
  /** What will happen, and whether it can be undone. */
  text: string
  /** The button names the act. */
  act: string
  onConfirm: () => Promise<unknown>
}

/** A dialogue before what cannot be taken back: `ask()` opens it, `dialogue` is to be rendered. */
export function useConfirm({ title, text, act, onConfirm }: Question) {
  const { t } = useTranslation()
  const [open, { open: ask, close }] = useDisclosure(false)
  const [busy, setBusy] = useState(false)
  const confirm = () => {
    setBusy(true)
    // A failed write has been told by its own notification.
    onConfirm()
      .then(close, () => undefined)
      .finally(() => setBusy(false))
  }
  const dialogue = (
    <Modal opened={open} onClose={close} title={title}>
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={confirm}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
  return { ask, dialogue }
}
