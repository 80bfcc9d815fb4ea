import { Autocomplete } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromWords, offersFor, UNITS, type UnitWords } from '../../graph/duration'
import { durationWords } from '../../graph/words'
import { type FieldProps, textOf, useInput } from '../field'

interface DurationInputProps {
  value: string
  onChange: (iso: string | null) => void
  /** Spoken; what is shown stands around the input. */
  label: string
  disabled?: boolean
  onBlur?: () => void
  size?: 'xs' | 'sm'
  placeholder?: string
}

/** The words of this language for each unit. */
function useUnitWords(): Partial<UnitWords> {
  const { t } = useTranslation('forms')
  return useMemo(
    () =>
      Object.fromEntries(
        UNITS.map((unit) => [unit, t(`duration.words.${unit}`).toLowerCase().split(/,\s*/)]),
      ),
    [t],
  )
}

/** A time span in words, as one says it: "2d", "90 min", "1 hour 30 minutes". */
function useDurationText({ value, onChange, onBlur }: DurationInputProps) {
  const { t } = useTranslation('forms')
  const words = useUnitWords()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? (value ? durationWords(value) : '')
  const readable = text.trim() === '' || fromWords(text, words) !== null
  return {
    value: text,
    readable,
    data: [...new Set(offersFor(typed === null ? '' : text, words).map(durationWords))],
    placeholder: t('duration.placeholder'),
    unreadable: t('duration.unreadable'),
    onChange: (next: string) => {
      setTyped(next)
      const iso = fromWords(next, words)
      if (iso !== null || next.trim() === '') onChange(iso)
    },
    onBlur: () => {
      if (readable) setTyped(null)
      onBlur?.()
    },
  }
}

const asOffered = ({ options }: { options: unknown[] }) => options as never

export function DurationInput(props: DurationInputProps) {
  const { readable, unreadable, ...text } = useDurationText(props)
  return (
    <Autocomplete
      {...text}
      placeholder={props.placeholder ?? text.placeholder}
      filter={asOffered}
      comboboxProps={{ keepMounted: false, shadow: 'md' }}
      size={props.size}
      disabled={props.disabled}
      aria-label={props.label}
      error={readable ? undefined : unreadable}
    />
  )
}

export function DurationField(props: FieldProps) {
  const { value, onChange, nullable } = props
  const input = useInput(props)
  const { readable, unreadable, ...text } = useDurationText({
    value: textOf(value),
    onChange: (iso) => onChange(iso ?? (nullable ? null : undefined)),
    label: input.label,
    onBlur: input.onBlur,
  })
  return (
    <Autocomplete
      {...input}
      {...text}
      filter={asOffered}
      comboboxProps={{ keepMounted: false, shadow: 'md' }}
      error={readable ? input.error : unreadable}
      placeholder={nullable && !value ? text.placeholder : undefined}
    />
  )
}
