import type { Kind, Schema } from './catalogue'
import type { Config, Json } from './document'

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

/** The value a fresh form starts with; undefined leaves the field out, to be asked for. */
export function defaultOf(schema: Schema, root: Schema): Json | undefined {
  if (schema.default !== undefined) return structuredClone(schema.default)
  const found = resolve(schema, root)
  if (found.default !== undefined) return structuredClone(found.default)
  if (found.const !== undefined) return found.const
  return undefined
}

export function defaultConfig(kind: Kind, preset: Config = {}): Config {
  const root = kind.schema
  const config: Config = {}
  for (const [name, field] of Object.entries(resolve(root, root).properties ?? {})) {
    const value = defaultOf(field, root)
    if (value !== undefined) config[name] = value
  }
  return { ...config, ...structuredClone(preset) }
}
