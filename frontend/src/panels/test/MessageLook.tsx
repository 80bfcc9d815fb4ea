import { Alert, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../api/hooks'
import type { WalkMessage } from '../../graph/walk'
import { ChannelLook } from '../../messages/ChannelLook'
import { firstLineOf } from '../../messages/content'
import { FIRST_VIEW, LookTools } from '../../messages/LookTools'

/** A message as this customer would get it, in the shape of its channel. */
export function MessageLook({ message, onClose }: { message: WalkMessage; onClose: () => void }) {
  const { t } = useTranslation('versions')
  const sender = useWorkspace()?.name ?? ''
  const { preview, recipient, channel } = message
  const [view, setView] = useState(FIRST_VIEW)
  const body = { ...preview?.body, html: view.part === 'html' ? (preview?.html ?? '') : '' }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={preview ? firstLineOf({ ...preview.body, subject: preview.subject }) : t('line.noSubject')}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {recipient ? t('line.to', { recipient }) : t('line.noAddress')} · {t('test.nothingSent')}
        </Text>
        {!preview && <Text size="sm">{t('look.none')}</Text>}
        {preview?.flaws.map((flaw) => (
          <Alert key={flaw} color="red">
            {flaw}
          </Alert>
        ))}
        {preview && preview.missing.length > 0 && (
          <Alert color="yellow">{t('look.missing', { names: preview.missing.join(', ') })}</Alert>
        )}
        {preview && (
          <>
            <Group gap="xs">
              <LookTools channel={channel} view={view} onChange={setView} />
            </Group>
            <ChannelLook
              channel={channel}
              body={body}
              sender={sender}
              device={view.device}
              scheme={view.scheme}
            />
          </>
        )}
      </Stack>
    </Modal>
  )
}
