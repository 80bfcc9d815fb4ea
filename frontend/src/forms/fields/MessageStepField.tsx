import { Select } from '@mantine/core'
import { type FieldProps, textOf, useForm, useInput } from '../field'

/** A step of this journey that sends a message. */
export function MessageStepField(props: FieldProps) {
  const { messages = [] } = useForm()
  const value = textOf(props.value)
  const known = messages.map(({ id, title }) => ({ value: id, label: title }))
  const data =
    value && !known.some((one) => one.value === value) ? [...known, { value, label: value }] : known
  return (
    <Select
      {...useInput(props)}
      data={data}
      value={value || null}
      clearable={!props.required}
      onChange={(next) => props.onChange(next ?? (props.nullable ? null : ''))}
    />
  )
}
