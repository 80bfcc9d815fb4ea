import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Run } from '../../api/types'
import { Card } from '../../ui/Card'
import { humanise } from '../../ui/names'
import { RelativeTime } from '../../ui/RelativeTime'
import rows from '../../ui/rows.module.css'
import { StateBadge } from '../../ui/StateBadge'

/** Where the customer stands, and where they have been. */
export function RunsCard({ runs }: { runs: Run[] }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  return (
    <Card flush title={t('customers.runs')}>
      {runs.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('customers.noRuns')}
        </Text>
      )}
      {runs.map((run) => (
        <Link key={run.id} to={`/w/${slug}/journeys/${run.journey ?? run.journey_id}`} className={rows.row}>
          <div className={rows.grow}>
            <Text fw={500} truncate>
              {run.journey_name ?? run.journey ?? run.journey_id}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              <RunLine run={run} />
            </Text>
          </div>
          <StateBadge state={run.status} />
        </Link>
      ))}
    </Card>
  )
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation()
  const step = run.step_name || run.step || ''
  if (run.ended_at) {
    return (
      <>
        <RelativeTime at={run.ended_at} focusable={false} />
        {run.reason ? `, ${humanise(run.reason).toLowerCase()}` : ''}
      </>
    )
  }
  return (
    <>
      {t('customers.at', { step })}
      {run.due_at && (
        <>
          {', '}
          {t('customers.until')} <RelativeTime at={run.due_at} focusable={false} />
        </>
      )}
    </>
  )
}
