import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { Event } from '../../api/types'
import { Facts } from '../../ui/Card'
import { JsonView } from '../../ui/Code'
import { exact } from '../../ui/clock'
import { eventTitle } from '../../ui/names'
import { SideDrawer } from '../../ui/SideDrawer'
import { customerOf, Matched } from './Matched'

export function EventDrawer({ events }: { events: Event[] }) {
  const { t } = useTranslation()
  return (
    <SideDrawer name="event" title={t('events.one')}>
      {(id) => <EventDetails id={id} known={events.find((event) => event.id === id)} />}
    </SideDrawer>
  )
}

function EventDetails({ id, known }: { id: string; known: Event | undefined }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const asked = useGet<Event>(`/events/${id}`, {}, { enabled: !known })
  const event = known ?? asked.data
  if (!event) return <Text c="dimmed">{asked.error ? t('events.gone') : t('loading')}</Text>
  return (
    <Stack gap="md">
      <Title order={2}>{eventTitle(event.name)}</Title>
      <Facts
        facts={[
          [
            t('events.customer'),
            <Link key="customer" to={`/w/${slug}/customers/${event.customer_id ?? ''}`}>
              {customerOf(event)}
            </Link>,
          ],
          [t('events.accepted'), exact(new Date(event.at))],
          [t('events.happened'), event.ts && exact(new Date(event.ts))],
          [t('events.kind'), event.kind],
          [t('events.messageId'), event.message_id],
          [
            t('events.matched'),
            <Matched key="matched" matches={event.matched} none={t('events.matchedNone')} />,
          ],
        ]}
      />
      <Title order={3}>{t('events.properties')}</Title>
      <JsonView value={event.properties ?? {}} />
    </Stack>
  )
}
