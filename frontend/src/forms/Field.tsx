import type { Schema } from '../graph/catalogue'
import { isNullable, resolve } from '../graph/defaults'
import type { Json } from '../graph/document'
import { widgetOf } from './widgets'

interface FieldChoice {
  name: string
  schema: Schema
  root: Schema
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  required: boolean
  path: string
  /** Inside a list the item's head says what it is. */
  bare?: boolean
}

const spoken = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')

/** One field of a form: finds the widget and the words for it. */
export function Field({ name, schema, root, value, onChange, required, path, bare }: FieldChoice) {
  const found = { ...resolve(schema, root), ...hintsOf(schema) }
  const Widget = widgetOf(found)
  return (
    <Widget
      name={name}
      label={bare ? '' : (found.title ?? spoken(name))}
      help={found.description}
      schema={found}
      root={root}
      value={value === undefined ? schema.default : value}
      onChange={onChange}
      required={required && !isNullable(schema)}
      nullable={isNullable(schema)}
      path={path}
    />
  )
}

/** A field's own words and hints count for more than those of the type it refers to. */
function hintsOf(schema: Schema): Partial<Schema> {
  const { title, description, default: standard } = schema
  const own = Object.entries(schema).filter(([name]) => name.startsWith('x-'))
  return {
    ...Object.fromEntries(own),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(standard !== undefined ? { default: standard } : {}),
  }
}
