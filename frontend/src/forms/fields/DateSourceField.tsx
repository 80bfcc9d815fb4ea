import { Input, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FieldProps, textOf, useForm, useInput } from '../field'
import { DataPath, isFrom } from './ValueInput'

/** A date that each customer has, or one that is the same for all. */
export function DateSourceField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { onLeave } = useForm()
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const { value, onChange } = props
  const fixed = typeof value === 'string'
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <Stack gap={6}>
        <SegmentedControl
          size="xs"
          fullWidth
          disabled={disabled}
          aria-label={label}
          data={(['data', 'fixed'] as const).map((name) => ({ value: name, label: t(`dateSource.${name}`) }))}
          value={fixed ? 'fixed' : 'data'}
          onChange={(next) => onChange(next === 'fixed' ? '' : { from: '' })}
        />
        {fixed ? (
          <TextInput
            type="datetime-local"
            value={textOf(value).length === 10 ? `${textOf(value)}T00:00` : textOf(value).slice(0, 16)}
            disabled={disabled}
            aria-label={label}
            onBlur={onLeave}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <DataPath
            dates
            value={isFrom(value) ? value.from : ''}
            label={label}
            disabled={disabled}
            onChange={(from) => onChange({ from })}
          />
        )}
      </Stack>
    </Input.Wrapper>
  )
}
