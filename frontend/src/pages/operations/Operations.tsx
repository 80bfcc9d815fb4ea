import { SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api/hooks'
import type { Operations as Numbers } from '../../api/types'
import { Stat } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { count, lag } from '../../ui/numbers'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { PageSkeleton } from '../../ui/PageSkeleton'
import { FailedCard } from './FailedCard'
import { HeldCard } from './HeldCard'
import { ParkedCard } from './ParkedCard'
import { WorkersCard } from './WorkersCard'

const EVERY_MS = 3000
const LATE_S = 5

const bad = (is: boolean) => (is ? 'var(--sj-bad)' : undefined)

/** How the engine is: what waits, what broke, and what a person must decide. */
export default function Operations() {
  const { t } = useTranslation()
  const { data, error, refetch } = useGet<Numbers>('/operations', {}, { every: EVERY_MS })
  if (!data && !error) return <PageSkeleton />
  return (
    <PageBody>
      <PageHeader title={t('place.operations')} line={t('operations.line')} />
      {!data ? (
        <ErrorState error={error} what={t('place.operations')} onRetry={() => void refetch()} />
      ) : (
        <Stack gap="md">
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md">
            <Stat
              title={t('operations.broken')}
              value={count(data.broken_runs)}
              line={t('operations.brokenLine')}
              color={bad(data.broken_runs > 0)}
            />
            <Stat title={t('operations.inbox')} value={count(data.inbox)} line={t('operations.inboxLine')} />
            <Stat
              title={t('operations.lag')}
              value={lag(data.oldest_lag_s ?? 0)}
              line={t('operations.lagLine')}
              color={bad((data.oldest_lag_s ?? 0) > LATE_S)}
            />
            <Stat
              title={t('operations.parked')}
              value={count(data.parked)}
              line={t('operations.parkedLine')}
              color={bad(data.parked > 0)}
            />
            <Stat
              title={t('operations.held')}
              value={count(data.held)}
              line={t('operations.heldLine')}
              color={bad(data.held > 0)}
            />
          </SimpleGrid>
          <ParkedCard />
          <HeldCard />
          <FailedCard />
          <WorkersCard operations={data} />
        </Stack>
      )}
    </PageBody>
  )
}
