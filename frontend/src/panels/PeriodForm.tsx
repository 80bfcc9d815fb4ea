import { Input, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useForm } from '../forms/field'
import { DurationInput } from '../forms/fields/DurationField'
import type { Period } from '../graph/document'

const UNITS = ['day', 'week', 'month', 'year'] as const
const ROLLING = 'rolling'

/** Once per calendar day, week, month or year, or once within a time that rolls on. */
export function PeriodForm({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const choose = (choice: string | null) => {
    if (choice === ROLLING) onChange({ kind: 'rolling', duration: 'P30D' })
    else onChange({ kind: 'calendar', unit: (choice ?? 'day') as (typeof UNITS)[number] })
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('journey.period')}
        data={[
          ...UNITS.map((unit) => ({ value: unit, label: t(`journey.periods.${unit}`) })),
          { value: ROLLING, label: t('journey.periods.rolling') },
        ]}
        value={period.kind === 'rolling' ? ROLLING : period.unit}
        allowDeselect={false}
        disabled={disabled}
        onChange={choose}
      />
      {period.kind === 'rolling' && (
        <Input.Wrapper label={t('journey.within')} labelElement="div">
          <DurationInput
            value={period.duration}
            label={t('journey.within')}
            disabled={disabled}
            onChange={(duration) => onChange({ kind: 'rolling', duration: duration ?? '' })}
          />
        </Input.Wrapper>
      )}
    </Stack>
  )
}
