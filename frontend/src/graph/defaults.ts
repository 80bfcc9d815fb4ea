import type { Kind, Schema } from './catalogue'
import type { Config, Json } from './document'
import { freshItemId } from './ids'

/** Follows a `$ref` into the root's definitions, and takes the meaning out of "this or null". */
export function resolve(schema: Schema, root: Schema): Schema {
  let found = schema
  for (let depth = 0; depth < 8; depth += 1) {
    if (found.$ref) {
      const name = found.$ref.split('/').at(-1) ?? ''
      const { $ref: _, ...own } = found
      found = { ...(root.$defs?.[name] ?? {}), ...own }
      continue
    }
    const choices = found.anyOf ?? found.oneOf
    const real = choices?.filter((choice) => choice.type !== 'null')
    if (choices && real?.length === 1 && real[0]) {
      const { anyOf: _any, oneOf: _one, ...own } = found
      found = { ...real[0], ...own }
      continue
    }
    return found
  }
  return found
}

export function isNullable(schema: Schema): boolean {
  if (Array.isArray(schema.type)) return schema.type.includes('null')
  return (schema.anyOf ?? schema.oneOf ?? []).some((choice) => choice.type === 'null')
}

/** What a wait is while nobody has said how long: a start that can be read and changed. */
const FIRST_DURATION = 'PT1H'

/** The value a fresh form starts with; undefined leaves the field out, to be asked for. */
export function defaultOf(schema: Schema, root: Schema): Json | undefined {
  const found = resolve(schema, root)
  const standard = schema.default ?? found.default
  if (schema.default !== undefined || standard !== undefined) return structuredClone(standard)
  if (found.const !== undefined) return found.const
  const hint = schema['x-widget'] ?? found['x-widget']
  return hint === 'duration' ? FIRST_DURATION : undefined
}

/** What a fresh object of this schema holds. */
export function freshObject(schema: Schema, root: Schema): Config {
  const made: Config = {}
  for (const [name, field] of Object.entries(resolve(schema, root).properties ?? {})) {
    const value = defaultOf(field, root)
    if (value !== undefined) made[name] = value
  }
  return made
}

const singular = (name: string) => name.replace(/s$/, '') || 'item'

/** An item for a list whose items have ids, or not. */
export function freshItem(field: string, list: Json[], schema: Schema, root: Schema): Json {
  const items = resolve(schema.items ?? {}, root)
  if (!items.properties) return ''
  const made = freshObject(items, root)
  if (!items.properties.id) return made
  const known = list.filter(
    (item): item is Config => typeof item === 'object' && item !== null && !Array.isArray(item),
  )
  return { ...made, id: freshItemId(known, singular(field)) }
}

/** As many items as the list must have. */
function firstItems(name: string, field: Schema, root: Schema): Json[] | undefined {
  const found = resolve(field, root)
  if (found.type !== 'array' || field.default !== undefined || !found.minItems) return undefined
  const items: Json[] = []
  while (items.length < found.minItems) items.push(freshItem(name, items, found, root))
  return items
}

export function defaultConfig(kind: Kind, preset: Config = {}): Config {
  const root = kind.schema
  const config = freshObject(root, root)
  for (const [name, field] of Object.entries(resolve(root, root).properties ?? {})) {
    const items = config[name] === undefined ? firstItems(name, field, root) : undefined
    if (items) config[name] = items
  }
  return { ...config, ...structuredClone(preset) }
}

/** Whether a kind has something to write, and so a Content tab. */
export const hasContent = (kind: Kind | undefined): boolean =>
  Object.values(kind ? (resolve(kind.schema, kind.schema).properties ?? {}) : {}).some(
    (field) => field['x-tab'] === 'content',
  )
