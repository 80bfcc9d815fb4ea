import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Completed } from '../Completed'
import { useForm } from '../field'
import type { Seen } from '../suggestions'
import classes from './condition.module.css'

interface NameInputProps {
  value: string
  onChange: (name: string) => void
  choices: Seen[]
  label: string
  mark: string
  placeholder: string
  error?: ReactNode
}

/** The name of what is asked about, with a mark that says what sort of thing it is. */
export function NameInput({ mark, label, choices, error, ...props }: NameInputProps) {
  const { disabled, onLeave } = useForm()
  return (
    <Completed
      {...props}
      size="xs"
      className={classes.name}
      choices={choices}
      disabled={disabled}
      error={error}
      aria-label={label}
      leftSection={<span className={classes.mark}>{mark}</span>}
      leftSectionWidth={mark.length * 6.4 + 18}
      onBlur={onLeave}
    />
  )
}

interface StrangeProps {
  name: string
  known: Seen[] | null
  what: 'attribute' | 'property' | 'event'
}

/** A name that nothing had so far: perhaps a slip, perhaps only early. */
export function Strange({ name, known, what }: StrangeProps) {
  const { t } = useTranslation('forms')
  const first = name.split('.')[0] ?? ''
  if (!known?.length || !first || first.startsWith('$')) return null
  if (known.some((seen) => seen.name === first || seen.name === name)) return null
  return <p className={classes.strange}>{t(`condition.strange.${what}`, { name })}</p>
}
