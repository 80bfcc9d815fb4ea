import { Group, Input, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Amount, fromWords, toAmount, toIso, UNITS, type Unit } from '../../graph/duration'
import { durationWords } from '../../graph/words'
import { type FieldProps, textOf, useInput } from '../field'

interface DurationInputProps {
  value: string
  onChange: (iso: string | null) => void
  label: string
  disabled?: boolean
  onBlur?: () => void
}

/** A number and a unit; a duration of several units ("1 month 2 days") is written in words. */
export function DurationInput({ value, onChange, label, disabled, onBlur }: DurationInputProps) {
  const { t } = useTranslation('forms')
  const [unit, setUnit] = useState<Unit>('hours')
  const amount: Amount | null = value ? toAmount(value) : null
  if (value && !amount) return <WordsInput {...{ value, onChange, label, disabled, onBlur }} />
  const shown = amount?.unit ?? unit
  return (
    <Group gap={6} wrap="nowrap" onBlur={onBlur}>
      <NumberInput
        w={96}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        value={amount?.amount ?? ''}
        disabled={disabled}
        aria-label={`${label}: ${t('duration.amount')}`}
        onChange={(next) => onChange(typeof next === 'number' ? toIso({ amount: next, unit: shown }) : null)}
      />
      <Select
        w={122}
        allowDeselect={false}
        data={UNITS.map((name) => ({ value: name, label: t(`duration.${name}`) }))}
        value={shown}
        disabled={disabled}
        aria-label={`${label}: ${t('duration.unit')}`}
        onChange={(next) => {
          setUnit(next as Unit)
          if (amount) onChange(toIso({ amount: amount.amount, unit: next as Unit }))
        }}
      />
    </Group>
  )
}

function WordsInput({ value, onChange, label, disabled, onBlur }: DurationInputProps) {
  const [text, setText] = useState(() => durationWords(value))
  return (
    <TextInput
      value={text}
      aria-label={label}
      disabled={disabled}
      onBlur={onBlur}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const iso = fromWords(event.currentTarget.value)
        if (iso || !event.currentTarget.value) onChange(iso)
      }}
    />
  )
}

export function DurationField(props: FieldProps) {
  const { label, description, withAsterisk, error, disabled, onBlur } = useInput(props)
  const { value, onChange, nullable } = props
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <DurationInput
        value={textOf(value)}
        label={label}
        disabled={disabled}
        onBlur={onBlur}
        onChange={(iso) => onChange(iso ?? (nullable ? null : undefined))}
      />
    </Input.Wrapper>
  )
}
