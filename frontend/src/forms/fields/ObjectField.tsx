import { Fieldset, Switch } from '@mantine/core'
import { freshObject } from '../../graph/defaults'
import { type FieldProps, isRecord, useError, useForm } from '../field'
import classes from '../forms.module.css'
import { SchemaForm } from '../SchemaForm'

/** A group of fields; one that may be absent is switched on first. */
export function ObjectField(props: FieldProps) {
  const { label, help, schema, root, value, onChange, nullable, path } = props
  const { disabled } = useForm()
  const error = useError(path)
  const present = isRecord(value)
  const legend = nullable ? (
    <Switch
      label={label}
      size="xs"
      checked={present}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked ? freshObject(schema, root) : null)}
    />
  ) : (
    label
  )
  return (
    <Fieldset legend={legend} className={classes.fieldset} data-bare={!label || undefined}>
      {help && <p className={classes.hint}>{help}</p>}
      {error && <p className={classes.error}>{error}</p>}
      {(present || !nullable) && (
        <SchemaForm
          schema={schema}
          root={root}
          value={present ? value : {}}
          path={path}
          without={tagOf(schema)}
          onChange={onChange}
        />
      )}
    </Fieldset>
  )
}

/** The constant that tells the members of a union apart is chosen elsewhere. */
export const tagOf = (schema: FieldProps['schema']): string[] =>
  Object.entries(schema.properties ?? {})
    .filter(
      ([, field]) => field.const !== undefined || (field.enum?.length === 1 && field.title === undefined),
    )
    .map(([name]) => name)
