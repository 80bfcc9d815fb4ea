import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useReread } from '../../api/hooks'
import type { Parked } from '../../api/types'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { TwoLines } from '../../ui/ListBar'
import { humanise } from '../../ui/names'
import { notifyDone } from '../../ui/notify'
import { RelativeTime } from '../../ui/RelativeTime'
import { NothingHere } from './NothingHere'

const EVERY_MS = 5000

/** Items that broke a batch and stand alone now, each with its error. */
export function ParkedCard() {
  const { t } = useTranslation()
  const query = useList<Parked>('/parked', {}, { every: EVERY_MS })
  const columns: Column<Parked>[] = [
    {
      id: 'kind',
      title: t('operations.item'),
      cell: (item) => <TwoLines first={humanise(String(item.kind))} second={item.error} />,
    },
    {
      id: 'attempts',
      title: t('operations.attempts'),
      align: 'right',
      width: 100,
      hideBelow: 'sm',
      cell: (item) => item.attempts,
    },
    {
      id: 'at',
      title: t('operations.since'),
      align: 'right',
      width: 116,
      hideBelow: 'sm',
      cell: (item) => <RelativeTime at={item.at} />,
    },
    {
      id: 'retry',
      title: t('list.acts'),
      untitled: true,
      align: 'right',
      width: 120,
      cell: (item) => <RetryParked item={item} />,
    },
  ]
  return (
    <Card flush title={t('operations.parkedTitle')}>
      <DataList
        label={t('operations.parkedTitle')}
        query={query}
        columns={columns}
        rowKey={(item) => item.id}
        empty={<NothingHere>{t('operations.parkedNone')}</NothingHere>}
      />
    </Card>
  )
}

function RetryParked({ item }: { item: Parked }) {
  const { t } = useTranslation()
  const may = useMay()
  const reread = useReread()
  const retry = useMutation({
    mutationFn: () => api.post(`/parked/${item.id}/retry`),
    onSuccess: () => {
      notifyDone(t('operations.retried'))
      void reread('/parked', '/operations', '/home')
    },
  })
  if (!may.edit) return <Text span>–</Text>
  return (
    <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
      {t('operations.retry')}
    </Button>
  )
}
