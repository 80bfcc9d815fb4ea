import { ActionIcon, Button, Group, Input, Stack } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Config } from '../../graph/document'
import { type FieldProps, isRecord, textOf, useInput } from '../field'
import classes from '../forms.module.css'
import { NextTimes } from '../NextTimes'
import { TimeInput } from './TimeInput'
import { WeekdaysInput } from './WeekdaysField'

const WORKING: Config = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }

/** Days of the week with hours; one such slot, or a list of them. */
export function WindowField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const isList = props.schema.type === 'array' || Array.isArray(props.value)
  const slots = Array.isArray(props.value)
    ? props.value.filter(isRecord)
    : isRecord(props.value)
      ? [props.value]
      : []
  const put = (next: Config[]) =>
    props.onChange(isList ? next : (next[0] ?? (props.nullable ? null : undefined)))
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <Stack gap="xs" mt={4}>
        {slots.map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: slots have no name of their own
          <div key={index} className={classes.item}>
            <Slot
              slot={slot}
              disabled={disabled}
              onChange={(next) => put(slots.map((old, at) => (at === index ? next : old)))}
              onRemove={() => put(slots.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        {!disabled && (isList || slots.length === 0) && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => put([...slots, WORKING])}
          >
            {t('window.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

interface SlotProps {
  slot: Config
  disabled: boolean
  onChange: (slot: Config) => void
  onRemove: () => void
}

function Slot({ slot, disabled, onChange, onRemove }: SlotProps) {
  const { t } = useTranslation('forms')
  const days = 'days' in slot ? 'days' : 'weekdays'
  const list = slot[days]
  return (
    <Stack gap={8}>
      <WeekdaysInput
        value={Array.isArray(list) ? list.map(Number) : []}
        label={t('window.days')}
        disabled={disabled}
        onChange={(next) => onChange({ ...slot, [days]: next })}
      />
      <Group gap={6} wrap="nowrap">
        {(['from', 'to'] as const).map((end) => (
          <TimeInput
            key={end}
            w={120}
            value={textOf(slot[end])}
            disabled={disabled}
            aria-label={t(`window.${end}`)}
            onChange={(time) => time !== null && onChange({ ...slot, [end]: time })}
          />
        ))}
        {!disabled && (
          <ActionIcon onClick={onRemove} aria-label={t('list.remove')} ml="auto">
            <IconX size={15} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <NextTimes asked={{ window: slot }} lines={1} title={t('times.opens')} each />
    </Stack>
  )
}
