import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useMay, useReread } from '../../api/hooks'
import { notifyDone } from '../../ui/notify'

type Outcome = 'resend' | 'sent'

/** A message whose hand-over broke off: a person says whether it left. */
export function ReleaseButtons({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const reread = useReread()
  const release = useMutation({
    mutationFn: (outcome: Outcome) => api.post(`/messages/${encodeURIComponent(id)}/release`, { outcome }),
    onSuccess: (_answer, outcome) => {
      notifyDone(t(outcome === 'resend' ? 'messages.resent' : 'messages.markedSent'))
      void reread('/messages', '/operations', '/home')
    },
  })
  if (!may.edit) return null
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        disabled={release.isPending}
        onClick={() => release.mutate('resend')}
      >
        {t('messages.resend')}
      </Button>
      <Button size="xs" variant="default" disabled={release.isPending} onClick={() => release.mutate('sent')}>
        {t('messages.wasSent')}
      </Button>
    </Group>
  )
}
