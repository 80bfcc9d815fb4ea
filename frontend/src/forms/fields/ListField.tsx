import { ActionIcon, Button, Group, Input, Stack, TagsInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { freshItem, resolve } from '../../graph/defaults'
import type { Config, Json } from '../../graph/document'
import { nameOf } from '../../graph/message'
import { Field } from '../Field'
import { type FieldProps, isRecord, pointer, useForm, useInput } from '../field'
import classes from '../forms.module.css'
import { SchemaForm } from '../SchemaForm'
import { WeekdaysField } from './WeekdaysField'

/** A list: of words as tags, of anything else as cards that can be ordered. */
export function ListField(props: FieldProps) {
  const items = resolve(props.schema.items ?? {}, props.root)
  if (props.name === 'weekdays' || props.name === 'days') return <WeekdaysField {...props} />
  if (items.type === 'string' && !items.enum && !items['x-widget']) return <Words {...props} />
  return <Cards {...props} />
}

function Words(props: FieldProps) {
  const words = Array.isArray(props.value) ? props.value.map(String) : []
  return <TagsInput {...useInput(props, true)} value={words} onChange={props.onChange} />
}

function Cards(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { name, schema, root, value, onChange, path } = props
  const { label, description, withAsterisk, error, disabled } = useInput(props)
  const items = Array.isArray(value) ? value : []
  const itemSchema = schema.items ?? {}
  const isObject = Boolean(resolve(itemSchema, root).properties)
  const set = (index: number, item: Json) => onChange(items.map((old, at) => (at === index ? item : old)))
  const add = () => onChange([...items, freshItem(name, items, schema, root)])
  const swap = (a: number, b: number) =>
    onChange(items.map((item, at) => (at === a ? (items[b] ?? item) : at === b ? (items[a] ?? item) : item)))
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <Stack gap="xs" mt={4}>
        {items.map((item, index) => (
          <div key={isRecord(item) && typeof item.id === 'string' ? item.id : index} className={classes.item}>
            <Group justify="space-between" wrap="nowrap" gap={4} mb={6}>
              <span className={classes.itemName}>
                {(isRecord(item) && itemName(item)) || t('list.number', { n: index + 1 })}
              </span>
              <Group gap={0} wrap="nowrap">
                {items.length > 1 && (
                  <>
                    <Act
                      label={t('list.up')}
                      icon={IconArrowUp}
                      off={index === 0}
                      onClick={() => swap(index, index - 1)}
                    />
                    <Act
                      label={t('list.down')}
                      icon={IconArrowDown}
                      off={index === items.length - 1}
                      onClick={() => swap(index, index + 1)}
                    />
                  </>
                )}
                <Act
                  label={t('list.remove')}
                  icon={IconX}
                  off={items.length <= (schema.minItems ?? 0)}
                  onClick={() => onChange(items.filter((_, at) => at !== index))}
                />
              </Group>
            </Group>
            {isRecord(item) && isObject ? (
              <SchemaForm
                schema={itemSchema}
                root={root}
                value={item}
                path={pointer(path, index)}
                without={['id']}
                onChange={(next) => set(index, next)}
              />
            ) : (
              <Field
                bare
                name={name}
                schema={itemSchema}
                root={root}
                value={item}
                required
                path={pointer(path, index)}
                onSet={(_, next) => set(index, next ?? null)}
              />
            )}
          </div>
        ))}
        {!disabled && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={add}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('list.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

const itemName = (item: Config) => nameOf({ ...item, id: item.name || item.event ? null : (item.id ?? null) })

interface ActProps {
  label: string
  icon: typeof IconPlus
  off?: boolean
  onClick: () => void
}

function Act({ label, icon: Icon, off, onClick }: ActProps) {
  const { disabled } = useForm()
  if (disabled) return null
  return (
    <ActionIcon
      size="sm"
      className={classes.act}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
}
