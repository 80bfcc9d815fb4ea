import { Input } from '@mantine/core'
import { type FieldProps, useInput, useSiblings } from '../field'
import { useAttributes } from '../suggestions'
import { ValueInput } from './ValueInput'

/** A value of any sort; beside the name of an attribute, with the values that it had. */
export function ValueField(props: FieldProps) {
  const { label, description, withAsterisk, error, disabled } = useInput(props, true)
  const { attribute } = useSiblings()
  const seen = useAttributes()?.find((one) => one.name === attribute)
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <ValueInput
        value={props.value}
        onChange={props.onChange}
        label={label || props.name}
        disabled={disabled}
        examples={seen?.examples}
        liquid
      />
    </Input.Wrapper>
  )
}
