import { memo, useCallback } from 'react'
import type { Schema } from '../graph/catalogue'
import { isNullable, resolve } from '../graph/defaults'
import type { Json } from '../graph/document'
import { widgetOf } from './widgets'

interface FieldChoice {
  name: string
  schema: Schema
  root: Schema
  value: Json | undefined
  /** Stable, so that a field whose value did not change is not drawn again. */
  onSet: (name: string, value: Json | undefined) => void
  required: boolean
  path: string
  /** Inside a list the item's head says what it is. */
  bare?: boolean
}

const spoken = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')

/** One field of a form: finds the widget and the words for it. */
export const Field = memo(function Field(choice: FieldChoice) {
  const { name, schema, root, value, onSet, required, path, bare } = choice
  const onChange = useCallback((next: Json | undefined) => onSet(name, next), [onSet, name])
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
})

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
