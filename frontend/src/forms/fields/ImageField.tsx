import { ImageInput } from '../../mail/ImageInput'
import { type FieldProps, textOf, useInput } from '../field'

/** The address of a picture, chosen or uploaded. */
export function ImageField(props: FieldProps) {
  const { label, description, error, disabled } = useInput(props)
  return (
    <ImageInput
      label={label}
      help={description}
      error={error}
      disabled={disabled}
      value={textOf(props.value)}
      onChange={props.onChange}
    />
  )
}
