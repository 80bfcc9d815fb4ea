import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useList } from '../../api/hooks'
import type { Message } from '../../api/types'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { TwoLines } from '../../ui/ListBar'
import { humanise } from '../../ui/names'
import { RelativeTime } from '../../ui/RelativeTime'
import { ReleaseButtons } from '../messages/ReleaseButtons'
import { NothingHere } from './NothingHere'

const EVERY_MS = 5000

/** Messages that may or may not have left before a crash. */
export function HeldCard() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const query = useList<Message>('/messages', { status: 'held' }, { every: EVERY_MS })
  const columns: Column<Message>[] = [
    {
      id: 'recipient',
      title: t('messages.recipient'),
      cell: (message) => (
        <TwoLines first={message.recipient} second={humanise(message.step ?? message.channel)} />
      ),
    },
    {
      id: 'at',
      title: t('operations.since'),
      align: 'right',
      width: 116,
      hideBelow: 'sm',
      cell: (message) => <RelativeTime at={message.created_at} />,
    },
    {
      id: 'release',
      title: t('list.acts'),
      untitled: true,
      width: 240,
      cell: (message) => <ReleaseButtons id={message.id} />,
    },
  ]
  return (
    <Card flush title={t('operations.heldTitle')}>
      <DataList
        label={t('operations.heldTitle')}
        query={query}
        columns={columns}
        rowKey={(message) => message.id}
        rowTo={(message) => `/w/${slug}/messages?message=${encodeURIComponent(message.id)}`}
        empty={<NothingHere>{t('operations.heldNone')}</NothingHere>}
      />
    </Card>
  )
}
