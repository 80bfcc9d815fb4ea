import { Button, Stack, Text } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useList, useMay } from '../../api/hooks'
import type { components } from '../../generated/api'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips, ListBar, SearchField, TwoLines } from '../../ui/ListBar'
import { humanise } from '../../ui/names'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState } from '../../ui/url'
import { LiftDialogue } from './LiftDialogue'
import { SuppressForm } from './SuppressForm'

export type Suppression = components['schemas']['SuppressionRow']

const REASONS = ['refused', 'bounced', 'complained', 'by_hand'] as const
type Reason = (typeof REASONS)[number]
const isKnown = (reason: string): reason is Reason => REASONS.some((known) => known === reason)

/** The addresses that nothing goes to, with the reason, and the way back for one that is good again. */
export function SuppressionsPart() {
  const { t } = useTranslation('journeys')
  const may = useMay()
  const { get } = useUrlState()
  const [lifted, setLifted] = useState<Suppression | null>(null)
  const filter = { search: get('search'), reason: get('reason') }
  const query = useList<Suppression>('/suppressions', filter)
  const filtered = filter.search !== '' || filter.reason !== ''
  const columns: Column<Suppression>[] = [
    {
      id: 'address',
      title: t('suppressed.address'),
      sortBy: (row) => row.address,
      cell: (row) => <TwoLines first={row.address} second={row.detail} />,
    },
    {
      id: 'reason',
      title: t('suppressed.reason'),
      width: '30%',
      hideBelow: 'sm',
      cell: (row) => (isKnown(row.reason) ? t(`suppressed.reasons.${row.reason}`) : humanise(row.reason)),
    },
    {
      id: 'at',
      title: t('suppressed.since'),
      width: 112,
      sortBy: (row) => row.at,
      cell: (row) => <RelativeTime at={row.at} />,
    },
    {
      id: 'acts',
      title: t('column.acts'),
      untitled: true,
      align: 'right',
      width: 96,
      cell: (row) =>
        may.edit && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('suppressed.liftNamed', { address: row.address })}
            onClick={() => setLifted(row)}
          >
            {t('suppressed.lift')}
          </Button>
        ),
    },
  ]
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('suppressed.line')}
      </Text>
      {may.edit && <SuppressForm />}
      <div>
        <ListBar>
          <SearchField label={t('suppressed.search')} />
          <FilterChips
            name="reason"
            label={t('suppressed.reason')}
            all={t('suppressed.all')}
            options={REASONS.map((reason) => ({ value: reason, label: t(`suppressed.short.${reason}`) }))}
          />
        </ListBar>
        <DataList
          label={t('suppressed.title')}
          query={query}
          columns={columns}
          rowKey={(row) => `${row.channel}:${row.address}`}
          empty={
            <EmptyState
              icon={IconBan}
              title={t(filtered ? 'suppressed.noneFit.title' : 'suppressed.none.title')}
            >
              {t(filtered ? 'suppressed.noneFit.line' : 'suppressed.none.line')}
            </EmptyState>
          }
        />
      </div>
      <LiftDialogue row={lifted} onClose={() => setLifted(null)} />
    </Stack>
  )
}
