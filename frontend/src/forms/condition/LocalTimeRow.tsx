import { useTranslation } from 'react-i18next'
import type { LocalTime } from '../../graph/conditions'
import { useForm } from '../field'
import { TimeInput } from '../fields/TimeInput'
import { WeekdaysInput } from '../fields/WeekdaysField'
import classes from './condition.module.css'

interface LocalTimeRowProps {
  leaf: LocalTime
  onChange: (leaf: LocalTime) => void
}

/** The customer's own clock: between two times, on some days. */
export function LocalTimeRow({ leaf, onChange }: LocalTimeRowProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const { local_time: hours } = leaf
  const set = (change: Partial<LocalTime['local_time']>) => onChange({ local_time: { ...hours, ...change } })
  return (
    <>
      <span className={classes.said}>{t('condition.leaf.local_time')}</span>
      <div className={classes.clock}>
        {(['from', 'to'] as const).map((end) => (
          <TimeInput
            key={end}
            size="xs"
            value={hours[end]}
            disabled={disabled}
            aria-label={t(`window.${end}`)}
            onChange={(time) => time !== null && set({ [end]: time })}
          />
        ))}
      </div>
      <WeekdaysInput
        value={hours.weekdays ?? []}
        label={t('window.days')}
        disabled={disabled}
        onChange={(weekdays) => set({ weekdays })}
      />
    </>
  )
}
