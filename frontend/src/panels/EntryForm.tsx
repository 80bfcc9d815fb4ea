import { Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Completed } from '../forms/Completed'
import { useError, useForm } from '../forms/field'
import formClasses from '../forms/forms.module.css'
import { propertiesOf, useEvents } from '../forms/suggestions'
import type { Entry, EntryRule } from '../graph/document'
import { durationWords } from '../graph/words'
import { PeriodForm } from './PeriodForm'

const RULES: EntryRule[] = ['one_at_a_time', 'once', 'once_per_period', 'every_time']

interface EntryFormProps {
  entry: Entry
  onChange: (entry: Entry, mark?: string) => void
}

/** How often a customer may enter, and what that means for customers, said in full. */
export function EntryForm({ entry, onChange }: EntryFormProps) {
  const { t } = useTranslation('forms')
  const { disabled, starts = [], onLeave } = useForm()
  const events = useEvents()
  const periodError = useError('/entry/period', true)
  const keyError = useError('/entry/key')
  const setRule = (rule: EntryRule) => {
    const { period, ...rest } = entry
    const kept = period ?? { kind: 'calendar' as const, unit: 'day' as const }
    onChange(rule === 'once_per_period' ? { ...rest, rule, period: kept } : { ...rest, rule })
  }
  return (
    <Stack gap="sm">
      <Select
        label={t('journey.rule')}
        data={RULES.map((rule) => ({ value: rule, label: t(`journey.rules.${rule}`) }))}
        value={entry.rule}
        allowDeselect={false}
        disabled={disabled}
        onChange={(rule) => setRule(rule as EntryRule)}
      />
      {entry.period && entry.rule === 'once_per_period' && (
        <PeriodForm period={entry.period} onChange={(period) => onChange({ ...entry, period }, 'period')} />
      )}
      {periodError && <p className={formClasses.error}>{periodError}</p>}
      <Completed
        label={t('journey.key')}
        description={t('journey.keyHelp')}
        placeholder="cart_id"
        choices={propertiesOf(events, starts)}
        value={entry.key ?? ''}
        error={keyError}
        disabled={disabled}
        onBlur={onLeave}
        onChange={(key) => onChange({ ...entry, key: key || null }, 'key')}
      />
      <p className={formClasses.meaning}>{useMeaning(entry)}</p>
    </Stack>
  )
}

/** "A customer can be in this journey once at a time." */
function useMeaning({ rule, key, period }: Entry): string {
  const { t } = useTranslation('forms')
  const each = key ? t('journey.means.each', { key }) : 'none'
  if (rule !== 'once_per_period') return t(`journey.means.${rule}`, { each })
  if (period?.kind === 'rolling') {
    return t('journey.means.rolling', { each, time: durationWords(period.duration) })
  }
  return t('journey.means.calendar', { each, unit: period?.unit ?? 'day' })
}
