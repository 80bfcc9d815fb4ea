import { ActionIcon, Button, Input, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { freshItem } from '../../graph/defaults'
import type { Config } from '../../graph/document'
import { type FieldProps, isRecord, pointer, textOf, useError, useForm, useInput } from '../field'
import classes from '../forms.module.css'
import { ValueInput } from './ValueInput'

interface LineProps {
  item: Config
  index: number
  onChange: (item: Config) => void
}

/** A list whose items are one line each. */
function Rows({
  line: Line,
  aside,
  ...props
}: FieldProps & { line: (props: LineProps) => React.ReactNode; aside?: (item: Config) => string }) {
  const { t } = useTranslation('forms')
  const { name, schema, root, value, onChange, path } = props
  const { label, description, withAsterisk, error, disabled } = useInput(props)
  const items = (Array.isArray(value) ? value : []).filter(isRecord)
  const put = (index: number, item: Config) => onChange(items.map((old, at) => (at === index ? item : old)))
  const fewest = schema.minItems ?? 0
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <div className={classes.lines}>
        {items.map((item, index) => (
          <div key={typeof item.id === 'string' ? item.id : index}>
            <div className={classes.line}>
              <Line item={item} index={index} onChange={(next) => put(index, next)} />
              {aside && <span className={classes.aside}>{aside(item)}</span>}
              {!disabled && (
                <ActionIcon
                  size="sm"
                  disabled={items.length <= fewest}
                  className={classes.act}
                  aria-label={t('list.removeNumber', { n: index + 1 })}
                  onClick={() => onChange(items.filter((_, at) => at !== index))}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              )}
            </div>
            <LineError path={pointer(path, index)} />
          </div>
        ))}
        {!disabled && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => onChange([...items, freshItem(name, items, schema, root)])}
          >
            {t('list.add')}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  )
}

function LineError({ path }: { path: string }) {
  const error = useError(path, true)
  return error ? <p className={classes.error}>{error}</p> : null
}

/** Shares with what they come to: "A 50 (50%)". */
export function SharesField(props: FieldProps) {
  const { i18n } = useTranslation()
  const items = (Array.isArray(props.value) ? props.value : []).filter(isRecord)
  const total = items.reduce((sum, { weight }) => sum + (typeof weight === 'number' ? weight : 1), 0)
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 })
  const aside = ({ weight }: Config) =>
    total > 0 ? percent.format((typeof weight === 'number' ? weight : 1) / total) : ''
  return <Rows {...props} line={ShareLine} aside={aside} />
}

function ShareLine({ item, index, onChange }: LineProps) {
  const { t } = useTranslation('forms')
  const { disabled, onLeave } = useForm()
  return (
    <>
      <TextInput
        value={textOf(item.name)}
        placeholder={textOf(item.id)}
        disabled={disabled}
        maxLength={100}
        aria-label={t('shares.name', { n: index + 1 })}
        onBlur={onLeave}
        onChange={(event) => onChange({ ...item, name: event.currentTarget.value })}
      />
      <NumberInput
        w={88}
        min={0}
        max={1_000_000}
        value={typeof item.weight === 'number' ? item.weight : 1}
        disabled={disabled}
        aria-label={t('shares.weight', { n: index + 1 })}
        onBlur={onLeave}
        onChange={(weight) => typeof weight === 'number' && onChange({ ...item, weight })}
      />
    </>
  )
}

/** Names and values, such as the properties of an event. */
export const PropertiesField = (props: FieldProps) => <Rows {...props} line={PropertyLine} />

function PropertyLine({ item, index, onChange }: LineProps) {
  const { t } = useTranslation('forms')
  const { disabled, onLeave } = useForm()
  return (
    <>
      <TextInput
        w={124}
        style={{ flex: 'none' }}
        value={textOf(item.name)}
        placeholder={t('map.name')}
        disabled={disabled}
        aria-label={t('map.nameOf', { n: index + 1 })}
        onBlur={onLeave}
        onChange={(event) => onChange({ ...item, name: event.currentTarget.value })}
      />
      <ValueInput
        liquid
        value={item.value}
        label={t('map.valueOf', { n: index + 1 })}
        disabled={disabled}
        onChange={(value) => onChange({ ...item, value })}
      />
    </>
  )
}
