import { Autocomplete } from '@mantine/core'
import { type FieldProps, textOf, useInput } from '../field'
import { useEvents } from '../suggestions'

/** The name of an event, completed from those seen; a name not seen yet may be written as well. */
export function EventField(props: FieldProps) {
  const events = useEvents()
  return (
    <Autocomplete
      {...useInput(props)}
      data={[...new Set(events.map((event) => event.name))]}
      value={textOf(props.value)}
      limit={50}
      onChange={(next) => props.onChange(next || (props.nullable ? null : ''))}
    />
  )
}
