import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../../api/client'
import { useList, useMay, useReread } from '../../api/hooks'
import type { Journey } from '../../api/types'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { notifyDone } from '../../ui/notify'
import { count } from '../../ui/numbers'
import { NothingHere } from './NothingHere'

const EVERY_MS = 10_000

/** Journeys with failed runs, to be tried again together. */
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
    {
      id: 'retry',
      title: t('list.acts'),
      untitled: true,
      align: 'right',
      width: 148,
      cell: (journey) => <RetryRuns journey={journey} />,
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

function RetryRuns({ journey }: { journey: Journey }) {
  const { t } = useTranslation()
  const may = useMay()
  const reread = useReread()
  const retry = useMutation({
    mutationFn: () => api.post<{ count: number }>(`/journeys/${journey.id}/runs/retry`),
    onSuccess: ({ count: n }) => {
      notifyDone(t('operations.failedRetried', { n }))
      void reread('/journeys', '/operations', '/home')
    },
  })
  if (!may.edit) return null
  return (
    <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
      {t('operations.failedRetry')}
    </Button>
  )
}
