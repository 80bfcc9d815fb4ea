import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import { notifyDone } from '../../ui/notify'
import type { Suppression } from './SuppressionsPart'

/** Asks why an address is good again; the answer stays in the log. */
export function LiftDialogue({ row, onClose }: { row: Suppression | null; onClose: () => void }) {
  const { t } = useTranslation('journeys')
  const reread = useReread()
  const [reason, setReason] = useState('')
  const lift = useMutation({
    mutationFn: ({ channel, address }: Suppression) =>
      api.post('/suppressions/lift', { channel, address, reason }),
    onSuccess: async (_answer, { address }) => {
      setReason('')
      onClose()
      notifyDone(t('suppressed.lifted', { address }))
      await reread('/suppressions', '/customers')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (row) lift.mutate(row)
  }
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      title={row && t('suppressed.liftTitle', { address: row.address })}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t('suppressed.liftText')}</Text>
          <Textarea
            data-autofocus
            required
            withAsterisk={false}
            label={t('suppressed.why')}
            description={t('suppressed.whyLine')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={lift.isPending} disabled={!reason.trim()}>
              {t('suppressed.liftDo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
