import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTime } from '../../graph/clock'

interface TimeInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string
  /** Null when the field was emptied. */
  onChange: (time: string | null) => void
}

/** A time of day on a clock of 24 hours, the same in every browser; "9" and "6 pm" are read too. */
export function TimeInput({ value, onChange, onBlur, error, ...props }: TimeInputProps) {
  const { t } = useTranslation('forms')
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value.slice(0, 5)
  const readable = text.trim() === '' || readTime(text) !== null
  return (
    <TextInput
      placeholder={t('time.placeholder')}
      {...props}
      inputMode="numeric"
      value={text}
      error={readable ? error : t('time.unreadable')}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        const time = readTime(next)
        if (time !== null || next.trim() === '') onChange(time)
      }}
      onBlur={(event) => {
        if (readable) setTyped(null)
        onBlur?.(event)
      }}
    />
  )
}
