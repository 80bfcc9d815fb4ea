import { Completed } from '../Completed'
import { Strange } from '../condition/NameInput'
import { type FieldProps, textOf, useInput } from '../field'
import { useEvents } from '../suggestions'

/** The name of an event, completed from those seen; a name not seen yet may be written as well. */
export function EventField(props: FieldProps) {
  const events = useEvents()
  const known = events?.map((event) => ({
    name: event.name,
    type: 'event',
    examples: event.properties.map((property) => property.name),
  }))
  const name = textOf(props.value)
  // A step that records events makes the names itself.
  const makes = props.root.properties?.properties !== undefined
  return (
    <div>
      <Completed
        {...useInput(props)}
        choices={known ?? []}
        value={name}
        onChange={(next) => props.onChange(next || (props.nullable ? null : ''))}
      />
      {!makes && <Strange name={name} known={known ?? null} what="event" />}
    </div>
  )
}
