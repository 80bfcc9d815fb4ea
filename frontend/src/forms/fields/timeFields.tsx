import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldProps, textOf, useInput } from '../field'

const absent = ({ nullable }: FieldProps) => (nullable ? null : undefined)

export function LocalTimeField(props: FieldProps) {
  return (
    <TextInput
      {...useInput(props)}
      type="time"
      w={130}
      styles={{ description: { width: 320 }, error: { width: 320 } }}
      value={textOf(props.value).slice(0, 5)}
      onChange={(event) => props.onChange(event.currentTarget.value || absent(props))}
    />
  )
}

export function DateField(props: FieldProps) {
  return (
    <TextInput
      {...useInput(props)}
      type="date"
      value={textOf(props.value).slice(0, 10)}
      onChange={(event) => props.onChange(event.currentTarget.value || absent(props))}
    />
  )
}

/** A moment on the clock of the zone that the step names; written without one. */
export function MomentField(props: FieldProps) {
  return (
    <TextInput
      {...useInput(props)}
      type="datetime-local"
      value={textOf(props.value)
        .replace(/(:\d\d)?(Z|[+-]\d\d:?\d\d)$/, '')
        .slice(0, 16)}
      onChange={(event) => props.onChange(event.currentTarget.value || absent(props))}
    />
  )
}

export function ZoneField(props: FieldProps) {
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const value = textOf(props.value)
  const data = value && !zones.includes(value) ? [value, ...zones] : zones
  return (
    <Select
      {...useInput(props)}
      data={data}
      value={value || null}
      searchable
      limit={60}
      clearable={!props.required}
      onChange={(next) => props.onChange(next ?? absent(props))}
    />
  )
}

const EXAMPLES = ['0 9 * * 1', '0 10 * * *', '30 8 1 * *'] as const

export function CronField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const input = useInput(props)
  const examples = EXAMPLES.map((cron) => `${cron} (${t(`cron.${cron}`)})`).join(', ')
  return (
    <TextInput
      {...input}
      description={[input.description, t('cron.help', { examples })].filter(Boolean).join(' ')}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value || absent(props))}
    />
  )
}
