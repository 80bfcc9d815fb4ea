import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Operations, Worker } from '../../api/types'
import { Card } from '../../ui/Card'
import { count } from '../../ui/numbers'
import { RelativeTime } from '../../ui/RelativeTime'
import rows from '../../ui/rows.module.css'

/** Who works, how much, and how many lanes nobody holds. */
export function WorkersCard({ operations }: { operations: Operations }) {
  const { t } = useTranslation()
  const { lanes, workers } = operations
  const free = lanes.filter((lane) => !lane.leased_by).length
  return (
    <Card flush title={t('operations.workers')}>
      {workers.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('operations.noWorkers')}
        </Text>
      )}
      {workers.map((worker) => (
        <WorkerRow key={worker.name} worker={worker} />
      ))}
      {workers.length > 0 && free > 0 && (
        <div className={rows.row}>
          <Text c="dimmed" className={rows.grow}>
            {t('operations.free')}
          </Text>
          <Text size="sm" className="num">
            {t('operations.lanes', { n: free })}
          </Text>
        </div>
      )}
    </Card>
  )
}

function WorkerRow({ worker }: { worker: Worker }) {
  const { t } = useTranslation()
  return (
    <div className={rows.row}>
      <div className={rows.grow}>
        <Text fw={500} truncate>
          {worker.name}
        </Text>
        <Text size="xs" c="dimmed" component="div" className="num">
          {t('operations.worker', { handled: count(worker.handled), mib: worker.rss_mib })}{' '}
          <RelativeTime at={worker.seen_at} />
        </Text>
      </div>
      <Text size="sm" className="num">
        {t('operations.lanes', { n: worker.lanes })}
      </Text>
    </div>
  )
}
