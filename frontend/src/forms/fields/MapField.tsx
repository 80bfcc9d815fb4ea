import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../graph/document'
import { type FieldProps, isRecord, useInput } from '../field'
import { ValueInput } from './ValueInput'

/** Names and values, such as the properties of an event. */
export function MapField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const pairs = isRecord(props.value) ? Object.entries(props.value) : []
  const put = (next: [string, Json][]) => props.onChange(Object.fromEntries(next))
  const add = () =>
    put([...pairs, [pairs.some(([name]) => name === '') ? `name_${pairs.length + 1}` : '', '']])
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <Stack gap={6} mt={4}>
        {pairs.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being edited
          <Group key={index} gap={4} wrap="nowrap" align="flex-start">
            <TextInput
              w={110}
              value={name}
              disabled={disabled}
              placeholder={t('map.name')}
              aria-label={t('map.nameOf', { n: index + 1 })}
              onChange={(event) => {
                const renamed = event.currentTarget.value
                if (pairs.some(([other], at) => other === renamed && at !== index)) return
                put(pairs.map((pair, at) => (at === index ? [renamed, pair[1]] : pair)))
              }}
            />
            <div style={{ flex: 1 }}>
              <ValueInput
                value={value}
                disabled={disabled}
                label={t('map.valueOf', { n: index + 1 })}
                onChange={(next) => put(pairs.map((pair, at) => (at === index ? [pair[0], next] : pair)))}
              />
            </div>
            <ActionIcon
              size="lg"
              disabled={disabled}
              aria-label={t('list.remove')}
              onClick={() => put(pairs.filter((_, at) => at !== index))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
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
