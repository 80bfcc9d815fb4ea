import { Alert, Anchor, Button, Group, Skeleton, Stack, Title } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import { useJourneyNames } from '../../api/journeyNames'
import type { MessageDetails as Details } from '../../api/types'
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

function MessageDetails({ id }: { id: string }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const journeys = useJourneyNames()
  const { data: message, error, refetch } = useGet<Details>(`/messages/${encodeURIComponent(id)}`)
  if (error && !message)
    return <ErrorState error={error} what={t('messages.one')} onRetry={() => void refetch()} />
  if (!message) return <Skeleton h={240} />
  const journey = journeys.byId(message.journey_id)
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2}>{message.subject || humanise(message.step ?? message.channel)}</Title>
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
          [
            t('messages.recipient'),
            message.customer_id && (
              <Anchor component={Link} size="sm" to={`/w/${slug}/customers/${message.customer_id}`}>
                {message.recipient || message.customer_id}
              </Anchor>
            ),
          ],
          [
            t('messages.journey'),
            journey && (
              <Anchor component={Link} size="sm" to={`/w/${slug}/journeys/${journey.slug}`}>
                {journey.name}
              </Anchor>
            ),
          ],
          [t('messages.step'), message.step && humanise(message.step)],
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
      {message.mail_id && (
        <Group>
          <Button
            component={Link}
            to={`/w/${slug}/mailbox/${message.mail_id}`}
            variant="default"
            leftSection={<IconInbox size={16} aria-hidden />}
          >
            {t('messages.open')}
          </Button>
        </Group>
      )}
      {Object.keys(message.context).length > 0 && (
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
