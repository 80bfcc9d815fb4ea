import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Home } from '../../api/types'
import { Card } from '../../ui/Card'
import { count, lag } from '../../ui/numbers'
import rows from '../../ui/rows.module.css'
import { useHome } from './NumbersNow'

type Trouble = Home['troubles'][number]
const LATE_S = 5

/** Below the workspace's address: where one can do something about it. */
const WHERE: Record<Trouble['kind'], string> = {
  no_worker: 'operations',
  parked: 'operations',
  held: 'operations',
  broken_runs: 'operations',
  failed_runs: 'operations',
  failed_messages: 'messages?status=failed',
}

/** What needs a person, each with what to do; and whether the machinery is well. */
export function Troubles() {
  const { t } = useTranslation('live')
  const { data } = useHome()
  if (!data) return null
  return (
    <Card flush title={t('trouble.title')} aside={<Health home={data} />}>
      {data.troubles.length === 0 && (
        <div className={rows.row}>
          <IconCircleCheck size={18} color="var(--sj-good)" aria-hidden />
          <Text size="sm">{t('trouble.none')}</Text>
        </div>
      )}
      {data.troubles.map((trouble) => (
        <TroubleRow key={`${trouble.kind}:${trouble.journey}`} trouble={trouble} />
      ))}
    </Card>
  )
}

function TroubleRow({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation('live')
  const { slug } = useParams()
  const { kind, journey, journey_name } = trouble
  const values = { n: trouble.count, journey: journey_name ?? '' }
  const to = journey ? `journeys/${journey}?layer=live&numbers=table` : WHERE[kind]
  return (
    <Link to={`/w/${slug}/${to}`} className={rows.row}>
      <IconAlertTriangle size={18} color="var(--sj-bad)" aria-hidden />
      <div className={rows.grow}>
        <Text fw={500}>{t(`trouble.${kind}.title`, values)}</Text>
        <Text size="xs" c="dimmed">
          {t(`trouble.${kind}.line`, values)}
        </Text>
      </div>
    </Link>
  )
}

/** The workers in words. */
function Health({ home }: { home: Home }) {
  const { t } = useTranslation('live')
  const late = home.oldest_lag_s > LATE_S
  const words =
    home.workers === 0
      ? t('health.none')
      : late
        ? t('health.late', { items: count(home.inbox), lag: lag(home.oldest_lag_s) })
        : t('health.well', { n: home.workers })
  return (
    <Text size="xs" c={home.workers === 0 || late ? 'var(--sj-bad)' : 'dimmed'} ta="right">
      {words}
    </Text>
  )
}
