import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useList } from '../../api/hooks'
import type { Journey } from '../../api/types'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { count } from '../../ui/numbers'
import { NothingHere } from './NothingHere'

const EVERY_MS = 10_000

/** Journeys with failed runs; the journey's own page retries them. */
export function FailedCard() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const query = useList<Journey>('/journeys', {}, { every: EVERY_MS })
  const failing = query.rows.filter((journey) => journey.numbers.failed > 0)
  const columns: Column<Journey>[] = [
    { id: 'name', title: t('journeys.name'), cell: (journey) => journey.name },
    {
      id: 'failed',
      title: t('operations.failedRuns'),
      align: 'right',
      width: 140,
      cell: (journey) => count(journey.numbers.failed),
    },
  ]
  return (
    <Card flush title={t('operations.failedTitle')}>
      <DataList
        label={t('operations.failedTitle')}
        query={{ ...query, rows: failing }}
        columns={columns}
        rowKey={(journey) => journey.id}
        rowTo={(journey) => `/w/${slug}/journeys/${journey.slug}`}
        empty={<NothingHere>{t('operations.failedNone')}</NothingHere>}
      />
    </Card>
  )
}
