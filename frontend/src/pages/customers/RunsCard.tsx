import { Anchor, Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api } from '../../api/client'
import { useMay, useReread } from '../../api/hooks'
import type { Run } from '../../api/types'
import { Card } from '../../ui/Card'
import { notifyDone } from '../../ui/notify'
import { RelativeTime } from '../../ui/RelativeTime'
import { reasonWords } from '../../ui/reasons'
import rows from '../../ui/rows.module.css'
import { StateBadge } from '../../ui/StateBadge'

/** Where the customer stands, and where they have been. */
export function RunsCard({ runs }: { runs: Run[] }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const may = useMay()
  return (
    <Card flush title={t('customers.runs')}>
      {runs.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('customers.noRuns')}
        </Text>
      )}
      {runs.map((run) => (
        <div key={run.id} className={rows.row}>
          <div className={rows.grow}>
            <Anchor component={Link} to={`/w/${slug}/journeys/${run.journey}`} c="inherit" fw={500}>
              {run.journey_name ?? run.journey_id}
            </Anchor>
            <Text size="xs" c="dimmed" component="div">
              <RunLine run={run} />
            </Text>
          </div>
          {run.status === 'failed' && may.edit && <RetryRun run={run} />}
          <StateBadge state={run.status} />
        </div>
      ))}
    </Card>
  )
}

function RetryRun({ run }: { run: Run }) {
  const { t } = useTranslation()
  const reread = useReread()
  const retry = useMutation({
    mutationFn: () => api.post(`/runs/${run.id}/retry`),
    onSuccess: () => {
      notifyDone(t('customers.retried'))
      void reread('/customers', '/operations', '/home')
    },
  })
  return (
    <Button size="compact-xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
      {t('customers.retry')}
    </Button>
  )
}

/** An exit is named by its event, anything else by its reason. */
function endWords(t: TFunction, run: Run): string {
  return run.status === 'exited' ? t('customers.exitedBy', { event: run.reason }) : reasonWords(t, run.reason)
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation()
  const step = run.step_name || run.step || ''
  if (run.ended_at) {
    return (
      <>
        <RelativeTime at={run.ended_at} />
        {run.reason && `, ${endWords(t, run)}`}
      </>
    )
  }
  return (
    <>
      {t('customers.at', { step })}
      {run.due_at && (
        <>
          {', '}
          {t('customers.until')} <RelativeTime at={run.due_at} />
        </>
      )}
    </>
  )
}
