import { Autocomplete } from '@mantine/core'
import { type FieldProps, textOf, useInput } from '../field'
import { useAttributes } from '../suggestions'

/** The name of a profile attribute, completed from those seen. */
export function AttributeField(props: FieldProps) {
  const attributes = useAttributes()
  return (
    <Autocomplete
      {...useInput(props)}
      data={[...new Set(attributes.map((attribute) => attribute.name))]}
      value={textOf(props.value)}
      limit={50}
      onChange={(next) => props.onChange(next || (props.nullable ? null : ''))}
    />
  )
}
