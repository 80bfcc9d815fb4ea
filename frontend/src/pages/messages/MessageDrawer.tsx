import { Alert, Anchor, Button, Group, Skeleton, Stack, Title } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { Message } from '../../api/types'
import { Facts } from '../../ui/Card'
import { JsonView } from '../../ui/Code'
import { exact } from '../../ui/clock'
import { ErrorState } from '../../ui/ErrorState'
import { humanise } from '../../ui/names'
import { reasonWords } from '../../ui/reasons'
import { SideDrawer } from '../../ui/SideDrawer'
import { StateBadge } from '../../ui/StateBadge'
import { ReleaseButtons } from './ReleaseButtons'

export function MessageDrawer() {
  const { t } = useTranslation()
  return (
    <SideDrawer name="message" title={t('messages.one')}>
      {(id) => <MessageDetails id={id} />}
    </SideDrawer>
  )
}

const moment = (at: string | null | undefined) => at && exact(new Date(at))
const HAS_MAIL = ['sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained']

function MessageDetails({ id }: { id: string }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { data: message, error, refetch } = useGet<Message>(`/messages/${encodeURIComponent(id)}`)
  if (error && !message)
    return <ErrorState error={error} what={t('messages.one')} onRetry={() => void refetch()} />
  if (!message) return <Skeleton h={240} />
  const inMailbox = message.channel === 'email' && HAS_MAIL.includes(message.status)
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2}>{message.subject || message.step_name || humanise(message.channel)}</Title>
        <StateBadge state={message.status} />
      </Group>
      {message.reason && (
        <Alert color="orange" variant="light" title={t('messages.why')}>
          {reasonWords(t, message.reason, message.detail ?? {})}
        </Alert>
      )}
      {message.status === 'held' && <ReleaseButtons id={message.id} />}
      <Facts
        facts={[
          [t('messages.recipient'), message.recipient],
          [
            t('events.customer'),
            message.customer_id && (
              <Anchor component={Link} size="sm" to={`/w/${slug}/customers/${message.customer_id}`}>
                {String(message.user_id ?? message.customer_id)}
              </Anchor>
            ),
          ],
          [
            t('messages.journey'),
            message.journey_id && (
              <Anchor
                component={Link}
                size="sm"
                to={`/w/${slug}/journeys/${message.journey ?? message.journey_id}`}
              >
                {message.journey_name ?? message.journey_id}
              </Anchor>
            ),
          ],
          [t('messages.step'), message.step_name || message.step],
          [t('messages.channel'), humanise(message.channel)],
          [t('messages.topic'), message.topic],
          [t('messages.kind'), message.kind && humanise(message.kind)],
          [t('messages.created'), moment(message.created_at)],
          [t('messages.due'), moment(message.due_at)],
          [t('messages.sentAt'), moment(message.sent_at)],
          [t('messages.attempts'), message.attempts],
          [t('messages.id'), message.id],
        ]}
      />
      {inMailbox && (
        <Group>
          <Button
            component={Link}
            to={`/w/${slug}/mailbox?intent=${encodeURIComponent(message.id)}`}
            variant="default"
            leftSection={<IconInbox size={16} aria-hidden />}
          >
            {t('messages.open')}
          </Button>
        </Group>
      )}
      {message.context && Object.keys(message.context).length > 0 && (
        <>
          <Title order={3}>{t('messages.context')}</Title>
          <JsonView value={message.context} />
        </>
      )}
      {message.detail && Object.keys(message.detail).length > 0 && (
        <>
          <Title order={3}>{t('messages.detail')}</Title>
          <JsonView value={message.detail} />
        </>
      )}
    </Stack>
  )
}
