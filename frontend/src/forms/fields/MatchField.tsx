import { ActionIcon, Button, Group, Input, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Completed } from '../Completed'
import { type FieldProps, isRecord, textOf, useForm, useInput, useSiblings } from '../field'
import { propertiesOf, useEvents } from '../suggestions'

export interface Match {
  event: string
  entry: string
}

interface MatchInputProps {
  value: Match[]
  onChange: (value: Match[]) => void
  disabled: boolean
}

/** Pairs of properties that must be equal: of the event, and of the event that started the run. */
export function MatchInput({ value, onChange, disabled }: MatchInputProps) {
  const { t } = useTranslation('forms')
  const { starts = [] } = useForm()
  const { event } = useSiblings()
  const events = useEvents()
  const here = propertiesOf(events, typeof event === 'string' ? [event] : [])
  const entry = propertiesOf(events, starts)
  const set = (index: number, pair: Match) => onChange(value.map((old, at) => (at === index ? pair : old)))
  return (
    <Stack gap={6} mt={4}>
      {value.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name of their own
        <Group key={index} gap={6} wrap="nowrap">
          <Completed
            flex={1}
            choices={here}
            value={pair.event}
            disabled={disabled}
            placeholder={t('match.event')}
            aria-label={t('match.event')}
            onChange={(name) => set(index, { ...pair, event: name })}
          />
          =
          <Completed
            flex={1}
            choices={entry}
            value={pair.entry}
            disabled={disabled}
            placeholder={t('match.entry')}
            aria-label={t('match.entry')}
            onChange={(name) => set(index, { ...pair, entry: name })}
          />
          <ActionIcon
            disabled={disabled}
            aria-label={t('list.remove')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
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
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...value, { event: '', entry: '' }])}
        >
          {t('list.add')}
        </Button>
      )}
    </Stack>
  )
}

export function MatchField(props: FieldProps) {
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const pairs = (Array.isArray(props.value) ? props.value : [])
    .filter(isRecord)
    .map((pair) => ({ event: textOf(pair.event), entry: textOf(pair.entry) }))
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <MatchInput
        value={pairs}
        disabled={disabled}
        onChange={(next) => props.onChange(next.map((pair) => ({ ...pair })))}
      />
    </Input.Wrapper>
  )
}
