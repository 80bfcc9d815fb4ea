import { ActionIcon, Autocomplete, Group, Input, NumberInput, Select, Tooltip } from '@mantine/core'
import { IconDatabase, IconTypography } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../graph/document'
import { type FieldProps, isRecord, textOf, useForm, useInput } from '../field'
import { propertiesOf, useAttributes, useEvents } from '../suggestions'

interface ValueInputProps {
  value: Json | undefined
  onChange: (value: Json) => void
  label: string
  disabled?: boolean
  /** Values seen before, to choose from. */
  examples?: string[]
}

const isFrom = (value: Json | undefined): value is { from: string } =>
  isRecord(value) && typeof value.from === 'string'

/** Numbers and yes or no are kept as such; everything else is text. */
function literal(text: string, before: Json | undefined): Json {
  if (typeof before === 'boolean') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text
}

/** A value written here, or one that is read from the customer when the moment comes. */
export function ValueInput({ value, onChange, label, disabled, examples }: ValueInputProps) {
  const { t } = useTranslation('forms')
  const from = isFrom(value)
  const change = t(from ? 'value.useLiteral' : 'value.useData')
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      {from ? (
        <DataPath value={value.from} onChange={(path) => onChange({ from: path })} {...{ label, disabled }} />
      ) : (
        <Literal {...{ value, onChange, label, disabled, examples }} />
      )}
      <Tooltip label={change}>
        <ActionIcon
          size="lg"
          disabled={disabled}
          aria-label={change}
          onClick={() => onChange(from ? '' : { from: 'profile.' })}
        >
          {from ? <IconTypography size={16} aria-hidden /> : <IconDatabase size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

function Literal({ value, onChange, label, disabled, examples = [] }: ValueInputProps) {
  const { t } = useTranslation('forms')
  if (typeof value === 'boolean') {
    const data = ['true', 'false'].map((word) => ({
      value: word,
      label: t(`value.${word as 'true' | 'false'}`),
    }))
    return (
      <Select
        flex={1}
        data={data}
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
        aria-label={label}
        disabled={disabled}
      />
    )
  }
  return (
    <Autocomplete
      flex={1}
      data={examples}
      value={textOf(value)}
      aria-label={label}
      disabled={disabled}
      onChange={(text) => onChange(literal(text, value))}
    />
  )
}

interface DataPathProps {
  value: string
  onChange: (path: string) => void
  label: string
  disabled?: boolean
}

/** "profile.first_name", "entry.cart_id", "event.total", "run.x". */
export function DataPath({ value, onChange, label, disabled }: DataPathProps) {
  const { scope } = useForm()
  const attributes = useAttributes().map((attribute) => `profile.${attribute.name}`)
  const properties = propertiesOf(useEvents())
  const roots = scope === 'trigger' ? ['event'] : ['entry', 'event']
  const data = [...attributes, ...roots.flatMap((root) => properties.map((name) => `${root}.${name}`))]
  return (
    <Autocomplete
      flex={1}
      data={[...new Set(data)]}
      limit={40}
      value={value}
      onChange={onChange}
      aria-label={label}
      disabled={disabled}
      placeholder="profile.first_name"
      leftSection={<IconDatabase size={14} aria-hidden />}
    />
  )
}

export function ValueField(props: FieldProps) {
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const { value, onChange } = props
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <ValueInput value={value} onChange={onChange} label={label} disabled={disabled} />
    </Input.Wrapper>
  )
}

/** For values of a known type inside a condition. */
export function NumberValue({ value, onChange, label, disabled }: ValueInputProps) {
  return (
    <NumberInput
      value={typeof value === 'number' ? value : ''}
      aria-label={label}
      disabled={disabled}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
    />
  )
}
