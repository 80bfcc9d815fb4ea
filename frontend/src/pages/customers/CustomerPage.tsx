import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { CustomerDetails } from '../../api/types'
import { ErrorState } from '../../ui/ErrorState'
import { customerName } from '../../ui/names'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { PageSkeleton } from '../../ui/PageSkeleton'
import { RelativeTime } from '../../ui/RelativeTime'
import { ConsentCard, IdentitiesCard, ProfileCard } from './CustomerCards'
import classes from './customer.module.css'
import { RunsCard } from './RunsCard'
import { Timeline } from './Timeline'

const EVERY_MS = 10_000

export default function CustomerPage() {
  const { t } = useTranslation()
  const { slug, id = '' } = useParams()
  const path = `/customers/${encodeURIComponent(id)}`
  const { data: customer, error, refetch } = useGet<CustomerDetails>(path, {}, { every: EVERY_MS })
  const crumbs = [{ title: t('place.customers'), to: `/w/${slug}/customers` }]
  if (!customer) {
    if (!error) return <PageSkeleton />
    return (
      <PageBody>
        <PageHeader title={id} crumbs={crumbs} />
        <ErrorState error={error} what={t('customers.one')} onRetry={() => void refetch()} />
      </PageBody>
    )
  }
  return (
    <PageBody>
      <PageHeader
        title={customerName(customer)}
        crumbs={crumbs}
        line={
          <Text span size="sm">
            {t('customers.seenLast')} <RelativeTime at={customer.seen_at} />
          </Text>
        }
      />
      <div className={classes.layout}>
        <div className={classes.runs}>
          <RunsCard runs={customer.runs} />
        </div>
        <div className={classes.timeline}>
          <Timeline path={path} />
        </div>
        <Stack gap="md" className={classes.cards}>
          <ProfileCard customer={customer} />
          <ConsentCard customer={customer} />
          <IdentitiesCard customer={customer} />
        </Stack>
      </div>
    </PageBody>
  )
}
