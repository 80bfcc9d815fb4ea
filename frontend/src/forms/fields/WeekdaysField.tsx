import { Chip, Group, Input } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FieldProps, useInput } from '../field'
import classes from '../forms.module.css'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

interface WeekdaysInputProps {
  value: number[]
  onChange: (days: number[]) => void
  disabled?: boolean
  label: string
}

/** ISO weekdays, Monday first. */
export function WeekdaysInput({ value, onChange, disabled, label }: WeekdaysInputProps) {
  const { t } = useTranslation('forms')
  return (
    <Chip.Group
      multiple
      value={value.map(String)}
      onChange={(days) => onChange(days.map(Number).sort((a, b) => a - b))}
    >
      <Group gap={4} role="group" aria-label={label}>
        {DAYS.map((day) => (
          <Chip
            key={day}
            value={String(day)}
            size="xs"
            radius="sm"
            disabled={disabled}
            variant="light"
            classNames={{ label: classes.day, iconWrapper: classes.dayMark }}
          >
            {t(`weekday.${day}`)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}

export function WeekdaysField(props: FieldProps) {
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const days = Array.isArray(props.value) ? props.value.map(Number) : []
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <WeekdaysInput value={days} onChange={props.onChange} disabled={disabled} label={label} />
    </Input.Wrapper>
  )
}
