import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconChartArrows, IconChartFunnel, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../../api/client'
import { journeyApi } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import type { LiveView } from '../../editor/liveSlice'
import { isPeriod, PERIODS } from '../../graph/periods'
import { LOCALE } from '../../i18n/languages'
import { compact } from '../figures'
import classes from './live.module.css'
import { PeriodSpark } from './PeriodSpark'

const VIEWS = [
  { view: 'table', icon: IconTable },
  { view: 'ways', icon: IconChartArrows },
  { view: 'funnel', icon: IconChartFunnel },
] as const satisfies { view: LiveView; icon: typeof IconTable }[]
const RUNS = ['entered', 'active', 'completed', 'exited', 'ended', 'failed'] as const

/** Of which time and version the numbers are, and what they come to. */
export function LiveBar() {
  const { t } = useTranslation('live')
  return (
    <section className={classes.bar} aria-label={t('bar')}>
      <PeriodPicker />
      <VersionPicker />
      <Since />
      <PeriodSpark />
      <RunFigures />
      <div className={classes.gap} />
      <Views />
    </section>
  )
}

function PeriodPicker() {
  const { t } = useTranslation('live')
  const period = useEditor((state) => state.period)
  const setPeriod = useEditor((state) => state.setPeriod)
  return (
    <Select
      size="xs"
      w={168}
      aria-label={t('period.label')}
      data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
      value={period}
      allowDeselect={false}
      onChange={(next) => next && isPeriod(next) && setPeriod(next)}
    />
  )
}

const ANY = 'any'

function VersionPicker() {
  const { t } = useTranslation('live')
  const { journeyId } = useFrame()
  const live = useEditor((state) => state.live?.number)
  const version = useEditor((state) => state.countedVersion)
  const setVersion = useEditor((state) => state.setCountedVersion)
  const versions = useQuery({
    queryKey: [currentWorkspace(), 'journey', journeyId, 'version numbers', live],
    queryFn: () => journeyApi.versionNumbers(journeyId),
  }).data
  if (!versions || versions.length < 2) return null
  return (
    <Select
      size="xs"
      w={132}
      aria-label={t('version.label')}
      data={[
        { value: ANY, label: t('version.any') },
        ...versions.map((number) => ({ value: String(number), label: t('version.one', { number }) })),
      ]}
      value={version === null ? ANY : String(version)}
      allowDeselect={false}
      onChange={(next) => setVersion(next === ANY || next === null ? null : Number(next))}
    />
  )
}

/** Numbers are kept by the hour: where the period truly begins is said. */
function Since() {
  const { t } = useTranslation('live')
  const since = useEditor((state) => state.counters?.since)
  if (!since) return null
  const moment = new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(since))
  return (
    <Tooltip label={t('sinceWhy')} multiline maw={280}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation is shown on focus too */}
      <span className={classes.since} tabIndex={0}>
        {t('since', { moment })}
      </span>
    </Tooltip>
  )
}

function RunFigures() {
  const { t } = useTranslation('live')
  const runs = useEditor((state) => state.counters?.runs)
  return (
    <dl className={classes.runs}>
      {RUNS.map((name) => {
        const n = runs?.[name] ?? 0
        if (n === 0 && (name === 'failed' || name === 'ended')) return null
        return (
          <div key={name} className={classes.runFigure} data-bad={name === 'failed' || undefined}>
            <dd className="num">{runs ? compact(n) : '–'}</dd>
            <dt>{t(`runs.${name}`)}</dt>
          </div>
        )
      })}
    </dl>
  )
}

function Views() {
  const { t } = useTranslation('live')
  const chosen = useEditor((state) => state.liveView)
  const setView = useEditor((state) => state.setLiveView)
  return (
    <div className={classes.views}>
      {VIEWS.map(({ view, icon: Icon }) => (
        <Tooltip key={view} label={t(`view.${view}`)}>
          <ActionIcon
            aria-label={t(`view.${view}`)}
            aria-pressed={chosen === view}
            variant={chosen === view ? 'light' : 'subtle'}
            color={chosen === view ? 'indigo' : 'gray'}
            onClick={() => setView(chosen === view ? null : view)}
          >
            <Icon size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
