import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LocalTime } from '../../graph/conditions'
import { useForm } from '../field'
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
  const { local_time: time } = leaf
  const set = (change: Partial<LocalTime['local_time']>) => onChange({ local_time: { ...time, ...change } })
  return (
    <>
      <span className={classes.said}>{t('condition.leaf.local_time')}</span>
      <div className={classes.clock}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            size="xs"
            type="time"
            value={time[end]}
            disabled={disabled}
            aria-label={t(`window.${end}`)}
            onChange={(event) => set({ [end]: event.currentTarget.value })}
          />
        ))}
      </div>
      <WeekdaysInput
        value={time.weekdays ?? []}
        label={t('window.days')}
        disabled={disabled}
        onChange={(weekdays) => set({ weekdays })}
      />
    </>
  )
}
