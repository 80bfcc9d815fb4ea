import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useList, useMay } from '../../api/hooks'
import type { Journey } from '../../api/types'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips, ListBar, SearchField, TwoLines } from '../../ui/ListBar'
import { count } from '../../ui/numbers'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { Sparkline } from '../../ui/Sparkline'
import { StateBadge } from '../../ui/StateBadge'
import { useUrlState } from '../../ui/url'
import { NewJourney } from './NewJourney'

const STATES = ['live', 'draft', 'paused', 'archived'] as const
const EVERY_MS = 10_000

function useJourneyColumns(): Column<Journey>[] {
  const { t } = useTranslation()
  const number = (id: keyof Journey['numbers'], hideBelow?: 'sm' | 'md'): Column<Journey> => ({
    id,
    title: t(`journeys.${id}`),
    align: 'right',
    width: 100,
    hideBelow,
    sortBy: (journey) => journey.numbers[id],
    cell: (journey) => count(journey.numbers[id]),
  })
  return [
    {
      id: 'name',
      title: t('journeys.name'),
      sortBy: (journey) => journey.name,
      cell: (journey) => (
        <TwoLines
          first={journey.name}
          second={journey.version ? t('journeys.version', { n: journey.version }) : t('journeys.unpublished')}
        />
      ),
    },
    {
      id: 'state',
      title: t('journeys.state'),
      width: 112,
      sortBy: (journey) => journey.state,
      cell: (journey) => <StateBadge state={journey.state} />,
    },
    number('entered', 'sm'),
    number('active'),
    number('completed', 'md'),
    number('exited', 'md'),
    number('sent', 'sm'),
    {
      id: 'spark',
      title: t('journeys.spark'),
      width: 128,
      hideBelow: 'md',
      cell: (journey) => <Sparkline values={journey.spark} label={t('journeys.entered')} />,
    },
    {
      id: 'updated',
      title: t('journeys.updated'),
      width: 116,
      align: 'right',
      hideBelow: 'lg',
      sortBy: (journey) => journey.updated_at,
      cell: (journey) => <RelativeTime at={journey.updated_at} />,
    },
  ]
}

export default function Journeys() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const may = useMay()
  const { get, change } = useUrlState()
  const query = useList<Journey>(
    '/journeys',
    { state: get('state'), search: get('search') },
    { every: EVERY_MS },
  )
  const columns = useJourneyColumns()
  const start = () => change({ new: '1' }, false)
  const filtered = get('state') !== '' || get('search') !== ''
  const create = may.edit && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={start}>
      {t('journeys.new')}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader title={t('place.journeys')} line={t('journeys.line')} actions={create} />
      <ListBar>
        <SearchField label={t('journeys.search')} />
        <FilterChips
          name="state"
          label={t('journeys.state')}
          all={t('list.current')}
          options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </ListBar>
      <DataList
        label={t('place.journeys')}
        query={query}
        columns={columns}
        rowKey={(journey) => journey.id}
        rowTo={(journey) => `/w/${slug}/journeys/${journey.slug}`}
        empty={
          filtered ? (
            <EmptyState icon={IconRoute} title={t('journeys.noneFit.title')}>
              {t('journeys.noneFit.line')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={IconRoute}
              title={t('journeys.none.title')}
              action={<Group mt="sm">{create}</Group>}
            >
              <Text span>{t('journeys.none.line')}</Text>
            </EmptyState>
          )
        }
      />
      {may.edit && <NewJourney />}
    </PageBody>
  )
}
