import { ActionIcon, Autocomplete, Button, Group, Input, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Config, Json } from '../../graph/document'

interface PropertiesFormProps {
  label: string
  value: Config
  /** Names to offer. */
  names: string[]
  onChange: (value: Config) => void
}

const shown = (value: Json | undefined) =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

/** 12, true and [1, 2] are what they look like; all else is text. */
export function readValue(text: string): Json {
  if (!/^(-?\d|true$|false$|null$|[[{"])/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** Names and values of a profile or an event, one row each. */
export function PropertiesForm({ label, value, names, onChange }: PropertiesFormProps) {
  const { t } = useTranslation('versions')
  const [fresh, setFresh] = useState('')
  const rows = Object.keys(value)
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
  const add = (name: string) => {
    setFresh('')
    if (name.trim() && !(name.trim() in value)) onChange({ ...value, [name.trim()]: '' })
  }
  return (
    <Input.Wrapper label={label} labelElement="div">
      {rows.map((name) => (
        <Group key={name} gap={6} wrap="nowrap" mb={6}>
          <TextInput flex={1} size="xs" readOnly variant="unstyled" value={name} tabIndex={-1} aria-hidden />
          <TextInput
            flex={1.4}
            size="xs"
            aria-label={name}
            defaultValue={shown(value[name])}
            key={`${name} ${shown(value[name])}`}
            onBlur={({ currentTarget }) => {
              const next = readValue(currentTarget.value)
              if (shown(next) !== shown(value[name])) onChange({ ...value, [name]: next })
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
            }}
          />
          <ActionIcon
            size="sm"
            onClick={() => onChange(without(name))}
            aria-label={t('test.remove', { name })}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={6} wrap="nowrap">
        <Autocomplete
          flex={1}
          size="xs"
          aria-label={t('test.newName')}
          placeholder={t('test.newName')}
          data={names.filter((name) => !(name in value))}
          value={fresh}
          onChange={setFresh}
          onOptionSubmit={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add(fresh)
          }}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(fresh)}
          disabled={!fresh.trim()}
        >
          {t('test.add')}
        </Button>
      </Group>
    </Input.Wrapper>
  )
}
