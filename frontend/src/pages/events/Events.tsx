import { Badge, Button, Select, Text } from '@mantine/core'
import { IconActivity, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import { useLiveStatus } from '../../api/live'
import type { Event } from '../../api/types'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { ListBar, SearchField } from '../../ui/ListBar'
import { eventTitle, valueText } from '../../ui/names'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState, withParam } from '../../ui/url'
import { EventDrawer } from './EventDrawer'
import { customerOf, Matched } from './Matched'
import { useEventStream } from './useEventStream'

/** The newest properties on one line: "cart_id: 17, total: 20". */
function preview(event: Event): string {
  return Object.entries(event.properties ?? {})
    .slice(0, 4)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(', ')
}

function useEventColumns(): Column<Event>[] {
  const { t } = useTranslation()
  const { slug } = useParams()
  return [
    {
      id: 'name',
      title: t('events.name'),
      cell: (event) => (
        <Text fw={500} truncate>
          {eventTitle(event.name)}
        </Text>
      ),
      width: '22%',
    },
    {
      id: 'customer',
      title: t('events.customer'),
      width: '20%',
      cell: (event) =>
        event.customer_id ? (
          <Link to={`/w/${slug}/customers/${event.customer_id}`}>{customerOf(event)}</Link>
        ) : (
          customerOf(event)
        ),
    },
    {
      id: 'matched',
      title: t('events.matched'),
      cell: (event) => <Matched matches={event.matched} most={2} />,
      hideBelow: 'sm',
    },
    {
      id: 'properties',
      title: t('events.properties'),
      cell: (event) => (
        <Text size="sm" c="dimmed" truncate>
          {preview(event)}
        </Text>
      ),
      hideBelow: 'md',
    },
    {
      id: 'at',
      title: t('events.at'),
      cell: (event) => <RelativeTime at={event.at} />,
      align: 'right',
      width: 116,
    },
  ]
}

interface SeenEvent {
  name: string
}

export default function Events() {
  const { t } = useTranslation()
  const { get, change, params } = useUrlState()
  const { slug } = useParams()
  const [paused, setPaused] = useState(false)
  const seen = useGet<{ results?: SeenEvent[] } | SeenEvent[]>('/schema/events')
  const names = (Array.isArray(seen.data) ? seen.data : (seen.data?.results ?? [])).map((event) => event.name)
  const stream = useEventStream(
    { name: get('name') || undefined, customer: get('customer') || undefined },
    paused,
  )
  const columns = useEventColumns()
  const filtered = get('name') !== '' || get('customer') !== ''
  return (
    <PageBody>
      <PageHeader
        title={t('place.events')}
        heading={
          <>
            {t('place.events')} <LiveBadge paused={paused} />
          </>
        }
        line={t('events.line')}
        actions={
          <Button
            variant="default"
            leftSection={
              paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
            }
            onClick={() => setPaused(!paused)}
          >
            {paused ? t('events.goOn', { n: stream.held }) : t('events.pause')}
          </Button>
        }
      />
      <ListBar>
        <Select
          aria-label={t('events.byName')}
          placeholder={t('events.byName')}
          data={names.map((value) => ({ value, label: eventTitle(value) }))}
          value={get('name') || null}
          onChange={(name) => change({ name })}
          searchable
          clearable
          w={240}
        />
        <SearchField name="customer" label={t('events.byCustomer')} />
      </ListBar>
      <DataList
        label={t('place.events')}
        query={{ ...stream, rows: stream.events }}
        columns={columns}
        rowKey={(event) => event.id}
        rowTo={(event) => withParam(params, 'event', event.id)}
        selected={get('event')}
        empty={
          <EmptyState icon={IconActivity} title={t(filtered ? 'events.noneFit.title' : 'events.none.title')}>
            {filtered ? (
              t('events.noneFit.line')
            ) : (
              <>
                {t('events.none.line')} <Link to={`/w/${slug}/start`}>{t('events.none.how')}</Link>
              </>
            )}
          </EmptyState>
        }
      />
      <EventDrawer events={stream.events} />
    </PageBody>
  )
}

function LiveBadge({ paused }: { paused: boolean }) {
  const { t } = useTranslation()
  const status = useLiveStatus()
  if (paused) return <Badge color="orange">{t('events.paused')}</Badge>
  if (status !== 'open') return <Badge color="gray">{t('events.connecting')}</Badge>
  return <Badge color="teal">{t('events.live')}</Badge>
}
