import { Anchor, Text } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Card } from '../../ui/Card'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { eventTitle } from '../../ui/names'
import { RelativeTime } from '../../ui/RelativeTime'
import rows from '../../ui/rows.module.css'
import { customerOf, Matched } from '../events/Matched'
import { useEventStream } from '../events/useEventStream'

const MOST = 10

/** The newest events as they come. */
export function LiveFeed() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const stream = useEventStream({}, false)
  const events = stream.events.slice(0, MOST)
  return (
    <Card
      flush
      title={t('home.feed')}
      aside={
        <Anchor component={Link} to={`/w/${slug}/events`} size="sm">
          {t('home.all')}
        </Anchor>
      }
    >
      {stream.error ? <ErrorState error={stream.error} /> : null}
      {!stream.loading && !stream.error && events.length === 0 && (
        <EmptyState icon={IconActivity} title={t('events.none.title')}>
          {t('events.none.line')}{' '}
          <Anchor component={Link} to={`/w/${slug}/start`}>
            {t('events.none.how')}
          </Anchor>
        </EmptyState>
      )}
      {events.map((event) => (
        <Link
          key={event.id}
          to={`/w/${slug}/events?event=${event.id}`}
          className={`${rows.row} ${stream.fresh.has(event.id) ? rows.fresh : ''}`}
        >
          <div className={rows.grow}>
            <div className={rows.line}>
              <Text fw={500} truncate>
                {eventTitle(event.name)}
              </Text>
              <Matched matches={event.matched} plain most={1} />
            </div>
            <Text size="xs" c="dimmed" truncate>
              {customerOf(event)}
            </Text>
          </div>
          <Text size="xs" c="dimmed" component="div" className={rows.fixed}>
            <RelativeTime at={event.at} focusable={false} />
          </Text>
        </Link>
      ))}
    </Card>
  )
}
