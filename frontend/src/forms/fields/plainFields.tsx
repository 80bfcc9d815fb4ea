import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { type FieldProps, textOf, useForm, useInput } from '../field'

/** An empty text field is left out where the field may be absent. */
const given = (text: string, { required, nullable }: FieldProps) =>
  text || required ? text : nullable ? null : ''

export function TextField(props: FieldProps) {
  const { value, onChange, schema } = props
  return (
    <TextInput
      {...useInput(props)}
      value={textOf(value)}
      placeholder={schema['x-placeholder'] ?? textOf(schema.examples?.[0])}
      onChange={(event) => onChange(given(event.currentTarget.value, props))}
    />
  )
}

export function LongTextField(props: FieldProps) {
  return (
    <Textarea
      {...useInput(props)}
      value={textOf(props.value)}
      maxRows={12}
      onChange={(event) => props.onChange(given(event.currentTarget.value, props))}
    />
  )
}

export function NumberField(props: FieldProps) {
  const { schema, value, onChange, nullable } = props
  const whole = schema.type === 'integer' || (Array.isArray(schema.type) && schema.type.includes('integer'))
  return (
    <NumberInput
      {...useInput(props)}
      value={typeof value === 'number' ? value : ''}
      min={schema.minimum ?? schema.exclusiveMinimum}
      max={schema.maximum ?? schema.exclusiveMaximum}
      allowDecimal={!whole}
      clampBehavior="none"
      onChange={(next) => onChange(typeof next === 'number' ? next : nullable ? null : undefined)}
    />
  )
}

export function SwitchField({ label, help, value, onChange, path: _ }: FieldProps) {
  const { disabled } = useForm()
  return (
    <Switch
      label={label}
      description={help}
      checked={value === true}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

const spoken = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' ')

export function SelectField(props: FieldProps) {
  const { schema, value, onChange, nullable } = props
  const input = useInput(props)
  const labels = schema['x-labels'] ?? {}
  const allowed = (schema.enum ?? []).filter((choice) => choice !== null)
  // The labels are in the order people expect; a schema lists its values as it likes.
  const ordered = Object.keys(labels).flatMap((label) => allowed.filter((choice) => String(choice) === label))
  const choices = [...ordered, ...allowed.filter((choice) => !ordered.includes(choice))]
  if (choices.length === 1 && value === choices[0]) return null
  return (
    <Select
      {...input}
      data={choices.map((choice) => ({
        value: String(choice),
        label: labels[String(choice)] ?? spoken(String(choice)),
      }))}
      value={value === undefined || value === null ? null : String(value)}
      clearable={nullable}
      allowDeselect={false}
      checkIconPosition="right"
      onChange={(next) =>
        onChange(choices.find((choice) => String(choice) === next) ?? (nullable ? null : undefined))
      }
    />
  )
}
