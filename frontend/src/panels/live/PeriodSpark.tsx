import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { journeyApi } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import { asked, countersKey } from '../../editor/numbers'
import { Sparkline } from '../../ui/Sparkline'

const EVERY_MS = 15_000
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S

/** Entries over the period. */
export function PeriodSpark() {
  const { t } = useTranslation('live')
  const { journeyId } = useFrame()
  const period = useEditor((state) => state.period)
  const version = useEditor((state) => state.countedVersion)
  const published = useEditor((state) => state.live?.published_at ?? null)
  const entries = useQuery({
    queryKey: [...countersKey(journeyId), 'entries', period, version],
    queryFn: () => journeyApi.entries(journeyId, asked(period, version, published)),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  }).data
  if (!entries || entries.entered.length < 2) return null
  const values = entries.entered
  const words = t('spark', {
    total: values.reduce((sum, n) => sum + n, 0).toLocaleString(),
    most: Math.max(...values).toLocaleString(),
    unit: entries.seconds === HOUR_S ? 'hour' : entries.seconds === DAY_S ? 'day' : 'other',
  })
  return <Sparkline values={values} label={t('runs.entered')} words={words} width={120} />
}
