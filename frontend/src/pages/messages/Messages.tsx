import { Select, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api/hooks'
import { type JourneyNames, useJourneyNames } from '../../api/journeyNames'
import type { Message } from '../../api/types'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips, ListBar, TwoLines } from '../../ui/ListBar'
import { humanise } from '../../ui/names'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { reasonWords } from '../../ui/reasons'
import { StateBadge } from '../../ui/StateBadge'
import { useUrlState, withParam } from '../../ui/url'
import { MessageDrawer } from './MessageDrawer'

const STATUSES = ['queued', 'sent', 'delivered', 'refused', 'failed', 'bounced', 'cancelled', 'held'] as const
const EVERY_MS = 5000

function useMessageColumns(journeys: JourneyNames): Column<Message>[] {
  const { t } = useTranslation()
  return [
    {
      id: 'recipient',
      title: t('messages.recipient'),
      cell: (message) => (
        <TwoLines
          first={message.recipient || t('messages.noAddress')}
          second={message.subject || humanise(message.channel)}
        />
      ),
    },
    {
      id: 'status',
      title: t('messages.status'),
      width: 148,
      cell: (message) => <StateBadge state={message.status} />,
    },
    {
      id: 'reason',
      title: t('messages.reason'),
      hideBelow: 'sm',
      cell: (message) => (
        <Text size="sm" c="dimmed" truncate>
          {message.reason ? reasonWords(t, message.reason, message.detail ?? {}) : '–'}
        </Text>
      ),
    },
    {
      id: 'journey',
      title: t('messages.journey'),
      hideBelow: 'md',
      cell: (message) => (
        <TwoLines
          first={journeys.byId(message.journey_id)?.name ?? '–'}
          second={message.step && humanise(message.step)}
        />
      ),
    },
    {
      id: 'at',
      title: t('messages.at'),
      width: 124,
      align: 'right',
      cell: (message) => <RelativeTime at={message.sent_at ?? message.created_at} />,
    },
  ]
}

export default function Messages() {
  const { t } = useTranslation()
  const { get, change, params } = useUrlState()
  const filter = { status: get('status'), journey: get('journey') }
  const query = useList<Message>('/messages', filter, { every: EVERY_MS })
  const journeys = useJourneyNames()
  const columns = useMessageColumns(journeys)
  const filtered = filter.status !== '' || filter.journey !== ''
  return (
    <PageBody>
      <PageHeader title={t('place.messages')} line={t('messages.line')} />
      <ListBar>
        <Select
          aria-label={t('messages.byJourney')}
          placeholder={t('messages.byJourney')}
          data={journeys.all.map((journey) => ({ value: String(journey.id), label: journey.name }))}
          value={filter.journey || null}
          onChange={(journey) => change({ journey })}
          searchable
          clearable
          w={240}
        />
        <FilterChips
          name="status"
          label={t('messages.status')}
          all={t('list.all')}
          options={STATUSES.map((status) => ({ value: status, label: t(`state.${status}`) }))}
        />
      </ListBar>
      <DataList
        label={t('place.messages')}
        query={query}
        columns={columns}
        rowKey={(message) => message.id}
        rowTo={(message) => withParam(params, 'message', message.id)}
        selected={get('message')}
        empty={
          <EmptyState icon={IconMail} title={t(filtered ? 'messages.noneFit.title' : 'messages.none.title')}>
            {t(filtered ? 'messages.noneFit.line' : 'messages.none.line')}
          </EmptyState>
        }
      />
      <MessageDrawer />
    </PageBody>
  )
}
