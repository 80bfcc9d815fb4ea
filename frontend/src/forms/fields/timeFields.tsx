import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldProps, textOf, useInput, useSiblings } from '../field'
import { NextTimes } from '../NextTimes'
import { TimeInput } from './TimeInput'

const absent = ({ nullable }: FieldProps) => (nullable ? null : undefined)

export function LocalTimeField(props: FieldProps) {
  return (
    <TimeInput
      {...useInput(props)}
      value={textOf(props.value)}
      onChange={(time) => props.onChange(time ?? absent(props))}
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
  const { t } = useTranslation('forms')
  const { zone } = useSiblings()
  const at = textOf(props.value)
  const input = useInput(props)
  return (
    <div>
      <TextInput
        {...input}
        type="datetime-local"
        value={at.replace(/(:\d\d)?(Z|[+-]\d\d:?\d\d)$/, '').slice(0, 16)}
        onChange={(event) => props.onChange(event.currentTarget.value || absent(props))}
      />
      {at && !input.error && (
        <NextTimes asked={{ at }} each={zone === 'customer'} title={t('times.starts')} />
      )}
    </div>
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
