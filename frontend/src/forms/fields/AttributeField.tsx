import { Completed } from '../Completed'
import { Strange } from '../condition/NameInput'
import { type FieldProps, textOf, useInput } from '../field'
import { useAttributes } from '../suggestions'

/** The name of a profile attribute, completed from those seen; dates first where a date is asked for. */
export function AttributeField(props: FieldProps) {
  const attributes = useAttributes()
  const name = textOf(props.value)
  const wantsDate = props.root.properties?.feb29 !== undefined
  const fits = (attributes ?? []).filter((attribute) => !wantsDate || attribute.type === 'date')
  return (
    <div>
      <Completed
        {...useInput(props)}
        choices={fits.length > 0 ? fits : (attributes ?? [])}
        value={name}
        onChange={(next) => props.onChange(next || (props.nullable ? null : ''))}
      />
      {props.root.properties?.sets === undefined && (
        <Strange name={name} known={attributes} what="attribute" />
      )}
    </div>
  )
}
