import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../api/client'
import { ApiError, messageOf } from '../api/errors'
import { journeyApi, type ScheduleQuestion } from '../editor/api'
import { relative, useNow } from '../ui/clock'
import { useForm } from './field'
import classes from './forms.module.css'

const PAUSE_MS = 250

interface NextTimesProps {
  asked: ScheduleQuestion
  /** The times are each customer's own: what is shown is the workspace's. */
  each?: boolean
  /** How many lines: of open hours the next opening says enough. */
  lines?: number
  title: string
}

/** When it will be, told by the server as it would do it, in the workspace's zone. */
export function NextTimes({ asked, each, lines = 5, title }: NextTimesProps) {
  const { t, i18n } = useTranslation('forms')
  const { disabled } = useForm()
  const now = useNow()
  const [key] = useDebouncedValue(JSON.stringify(asked), PAUSE_MS)
  const { data, error } = useQuery({
    queryKey: [currentWorkspace(), 'schedule', key],
    queryFn: () => journeyApi.schedule(JSON.parse(key) as ScheduleQuestion),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  if (error) {
    const said = error instanceof ApiError && error.problems[0]
    return <p className={disabled ? classes.hint : classes.error}>{said ? said.message : messageOf(error)}</p>
  }
  if (!data) return <div className={classes.times} aria-hidden style={{ minHeight: 20 * lines }} />
  if (data.next.length === 0) return <p className={classes.needed}>{t('times.never')}</p>
  const day = new Intl.DateTimeFormat(i18n.language, {
    timeZone: data.zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (
    <div className={classes.times}>
      <p className={classes.timesTitle}>
        {t(each ? 'times.each' : 'times.title', { title, zone: data.zone })}
      </p>
      <ul>
        {data.next.slice(0, lines).map((at) => (
          <li key={at}>
            <time dateTime={at}>{day.format(new Date(at))}</time>
            <span>{relative(new Date(at), now)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
