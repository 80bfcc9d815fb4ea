import { Badge } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useList } from '../../api/hooks'
import { CHANNELS, isChannel } from '../../messages/content'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips, ListBar, SearchField, TwoLines } from '../../ui/ListBar'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState } from '../../ui/url'
import type { Shelf, TemplateRow } from './templates'

export function TemplateList({ shelf }: { shelf: Shelf }) {
  const { t } = useTranslation(['templates', 'messages'])
  const { slug } = useParams()
  const { get } = useUrlState()
  const filters = { search: get('search'), channel: get('channel') }
  const query = useList<TemplateRow>(`/${shelf}`, filters)
  const columns: Column<TemplateRow>[] = [
    {
      id: 'name',
      title: t('templates:column.name'),
      sortBy: (row) => row.name,
      cell: (row) => <TwoLines first={row.name} second={row.slug} />,
    },
    ...(shelf === 'templates'
      ? [
          {
            id: 'channel',
            title: t('templates:column.channel'),
            width: 150,
            cell: (row: TemplateRow) =>
              isChannel(row.channel) ? t(`messages:channel.${row.channel}`) : row.channel,
          },
        ]
      : []),
    {
      id: 'languages',
      title: t('templates:column.languages'),
      width: 120,
      hideBelow: 'md' as const,
      cell: (row) => row.languages.join(', '),
    },
    {
      id: 'state',
      title: t('templates:column.state'),
      width: 190,
      cell: (row) => <PublishedBadge template={row} />,
    },
    {
      id: 'used',
      title: t('templates:column.used'),
      width: 110,
      align: 'right',
      hideBelow: 'md' as const,
      sortBy: (row) => row.used_by,
      cell: (row) => row.used_by,
    },
    {
      id: 'changed',
      title: t('templates:column.changed'),
      width: 130,
      hideBelow: 'lg' as const,
      sortBy: (row) => row.changed_at,
      cell: (row) => <RelativeTime at={row.changed_at} />,
    },
  ]
  const filtered = filters.search || filters.channel
  return (
    <>
      <ListBar>
        <SearchField label={t('templates:search')} />
        {shelf === 'templates' && (
          <FilterChips
            name="channel"
            label={t('templates:column.channel')}
            all={t('templates:all')}
            options={CHANNELS.map((value) => ({ value, label: t(`messages:channel.${value}`) }))}
          />
        )}
      </ListBar>
      <DataList
        label={t(`templates:view.${shelf}`)}
        query={query}
        columns={columns}
        rowKey={(row) => row.slug}
        rowTo={(row) => `/w/${slug}/${shelf}/${row.slug}`}
        empty={
          <EmptyState
            icon={IconTemplate}
            title={t(filtered ? 'templates:noneFit' : `templates:none.${shelf}`)}
          >
            {filtered ? '' : t(`templates:noneLine.${shelf}`)}
          </EmptyState>
        }
      />
    </>
  )
}

type Stated = Pick<TemplateRow, 'published' | 'draft_differs'>

export function PublishedBadge({ template: { published, draft_differs: differs } }: { template: Stated }) {
  const { t } = useTranslation('templates')
  if (!published) return <Badge color="gray">{t('state.draft')}</Badge>
  if (differs) return <Badge color="orange">{t('state.differs', { number: published })}</Badge>
  return <Badge color="teal">{t('state.published', { number: published })}</Badge>
}
