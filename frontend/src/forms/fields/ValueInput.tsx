import { ActionIcon, Autocomplete, Menu, NumberInput, Select, TextInput, Tooltip } from '@mantine/core'
import { IconBraces, IconDatabase, IconTypography } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../graph/document'
import { Completed } from '../Completed'
import { isRecord, textOf, useForm } from '../field'
import classes from '../forms.module.css'
import { LiquidValue } from '../liquid/LiquidValue'
import { propertiesOf, type Seen, useAttributes, useEvents } from '../suggestions'

export type ValueKind = 'text' | 'number' | 'date' | 'moment' | 'any'

export interface ValueInputProps {
  value: Json | undefined
  onChange: (value: Json) => void
  label: string
  /** What may be written; of "any", a number and yes or no are kept as such. */
  kind?: ValueKind
  disabled?: boolean
  /** Values seen before, to choose from. */
  examples?: string[]
  size?: 'xs' | 'sm'
  /** Whether it may also be made by Liquid. */
  liquid?: boolean
}

export const isFrom = (value: Json | undefined): value is { from: string } =>
  isRecord(value) && typeof value.from === 'string'

/** Numbers and yes or no are kept as such; everything else is text. */
function anyOf(text: string, before: Json | undefined): Json {
  if (typeof before === 'boolean') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text
}

const isLiquid = (value: Json | undefined): value is { liquid: string } =>
  isRecord(value) && typeof value.liquid === 'string'

/** A value written here, one that is read from the data when the moment comes, or one made by Liquid. */
export function ValueInput(props: ValueInputProps) {
  const { value, onChange, label, disabled, size = 'sm' } = props
  const { t } = useTranslation('forms')
  return (
    <div className={classes.valueInput}>
      {isFrom(value) ? (
        <DataPath
          value={value.from}
          size={size}
          onChange={(path) => onChange({ from: path })}
          {...{ label, disabled }}
        />
      ) : isLiquid(value) ? (
        <LiquidValue
          value={value.liquid}
          onChange={(liquid) => onChange({ liquid })}
          label={t('value.liquidOf', { label })}
          disabled={disabled}
        />
      ) : (
        <Literal {...props} />
      )}
      {!disabled && <ValueSource {...props} size={size} />}
    </div>
  )
}

const SOURCES = [
  { key: 'useLiteral', icon: IconTypography, start: '' },
  { key: 'useData', icon: IconDatabase, start: { from: '' } },
  { key: 'useLiquid', icon: IconBraces, start: { liquid: '' } },
] as const

/** Where the value comes from: the other one of two, or a menu of three. */
function ValueSource({ value, onChange, liquid, label, size }: ValueInputProps) {
  const { t } = useTranslation('forms')
  const now = isFrom(value) ? 1 : isLiquid(value) ? 2 : 0
  const iconSize = size === 'xs' ? 30 : 'lg'
  if (!liquid) {
    const other = SOURCES[now === 0 ? 1 : 0]
    return (
      <Tooltip label={t(`value.${other.key}`)}>
        <ActionIcon
          size={iconSize}
          aria-label={t(`value.${other.key}`)}
          onClick={() => onChange(other.start)}
        >
          <other.icon size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  const Shown = SOURCES[now].icon
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('value.source')}>
          <ActionIcon size={iconSize} aria-label={`${label}: ${t('value.source')}`}>
            <Shown size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {SOURCES.map(({ key, icon: Icon, start }, index) => (
          <Menu.Item
            key={key}
            leftSection={<Icon size={15} aria-hidden />}
            disabled={index === now}
            onClick={() => onChange(start)}
          >
            {t(`value.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const NATIVE = { date: 'date', moment: 'datetime-local' } as const

function Literal({ value, onChange, label, disabled, examples = [], kind = 'any', size }: ValueInputProps) {
  const { t } = useTranslation('forms')
  const { onLeave } = useForm()
  const input = { 'aria-label': label, disabled, size, onBlur: onLeave }
  if (kind === 'number') {
    return (
      <NumberInput
        {...input}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    )
  }
  if (kind === 'date' || kind === 'moment') {
    return (
      <TextInput
        {...input}
        type={NATIVE[kind]}
        value={textOf(value).slice(0, kind === 'date' ? 10 : 16)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  if (kind === 'any' && typeof value === 'boolean') {
    const data = ['true', 'false'].map((word) => ({ value: word, label: t(`value.${word}`) }))
    return (
      <Select {...input} data={data} value={String(value)} onChange={(next) => onChange(next === 'true')} />
    )
  }
  return (
    <Autocomplete
      {...input}
      comboboxProps={{ keepMounted: false, shadow: 'md' }}
      data={examples}
      limit={30}
      value={textOf(value)}
      onChange={(text) => onChange(kind === 'any' ? anyOf(text, value) : text)}
    />
  )
}

interface DataPathProps {
  value: string
  onChange: (path: string) => void
  label: string
  disabled?: boolean
  size?: 'xs' | 'sm'
  /** Only what holds a date. */
  dates?: boolean
  error?: React.ReactNode
}

/** "profile.first_name", "entry.cart_id", "event.total", "run.x", with examples of what stands there. */
export function DataPath({ value, onChange, label, disabled, size, dates, error }: DataPathProps) {
  const { scope, starts = [], onLeave } = useForm()
  const { t } = useTranslation('forms')
  const attributes = useAttributes() ?? []
  const events = useEvents()
  const under = (root: string, seen: Seen[]) =>
    seen
      .filter((one) => !dates || one.type === 'date')
      .map((one) => ({ ...one, name: `${root}.${one.name}` }))
  const choices = [
    ...under('profile', attributes),
    ...(scope === 'trigger' ? [] : under('entry', propertiesOf(events, starts))),
    ...under('event', propertiesOf(events, starts)),
  ]
  return (
    <Completed
      choices={choices}
      value={value}
      onChange={onChange}
      onBlur={onLeave}
      aria-label={t('value.dataOf', { label })}
      disabled={disabled}
      size={size}
      error={error}
      placeholder={dates ? 'profile.birthday' : 'profile.first_name'}
      leftSection={<IconDatabase size={14} aria-hidden />}
    />
  )
}
