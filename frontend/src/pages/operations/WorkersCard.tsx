import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Lane, Operations, Worker } from '../../api/types'
import { Card } from '../../ui/Card'
import rows from '../../ui/rows.module.css'

/** Lanes by the worker that holds them; lanes held by nobody are their own line. */
export function lanesByWorker(lanes: Lane[]): [string, number[]][] {
  const held = new Map<string, number[]>()
  for (const lane of lanes) {
    const worker = lane.leased_by ?? ''
    held.set(worker, [...(held.get(worker) ?? []), lane.lane])
  }
  return [...held].sort(([a], [b]) => a.localeCompare(b))
}

const nameOf = (worker: Worker | string): string =>
  typeof worker === 'string' ? worker : String(worker.name ?? worker.id ?? '')

export function WorkersCard({ operations }: { operations: Operations }) {
  const { t } = useTranslation()
  const held = lanesByWorker(operations.lanes ?? [])
  const idle = (operations.workers ?? [])
    .map(nameOf)
    .filter((name) => !held.some(([worker]) => worker === name))
  return (
    <Card flush title={t('operations.workers')}>
      {held.length === 0 && idle.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('operations.noWorkers')}
        </Text>
      )}
      {held.map(([worker, lanes]) => (
        <div key={worker} className={rows.row}>
          <div className={rows.grow}>
            <Text fw={500}>{worker || t('operations.free')}</Text>
            <Text size="xs" c="dimmed">
              {lanes.length > 40 ? '' : lanes.join(', ')}
            </Text>
          </div>
          <Text size="sm" className="num">
            {t('operations.lanes', { n: lanes.length })}
          </Text>
        </div>
      ))}
      {idle.map((worker) => (
        <div key={worker} className={rows.row}>
          <Text fw={500} className={rows.grow}>
            {worker}
          </Text>
          <Text size="sm" c="dimmed">
            {t('operations.lanes', { n: 0 })}
          </Text>
        </div>
      ))}
    </Card>
  )
}
