/** Which fields of a form apply now, so that problems are told at them, or above when they are not seen. */
import type { Schema } from '../graph/catalogue'
import { resolve } from '../graph/defaults'
import type { Config, Json } from '../graph/document'

/** A field's own hints count for more than those of the type it refers to. */
export const hintsOf = (schema: Schema, root: Schema, name: string): Schema => {
  const field = resolve(schema, root).properties?.[name] ?? {}
  return { ...resolve(field, root), ...field }
}

/** In the order of the schema: those of the tab, without what another field rules out. */
export function shownFields(schema: Schema, root: Schema, value: Config, tab?: string): string[] {
  const meant = (name: string) => value[name] ?? hintsOf(schema, root, name).default ?? null
  return Object.keys(resolve(schema, root).properties ?? {}).filter((name) => {
    const { 'x-tab': own, 'x-show-if': when } = hintsOf(schema, root, name)
    return (tab === undefined || (own ?? 'settings') === tab) && holds(when, meant)
  })
}

const isGiven = (value: Json) => value !== null && value !== ''

/**
 * "x-show-if": each named field has the value, or one of the values; true and false ask whether it has any.
 * A field that is left out has its default.
 */
function holds(when: Record<string, Json> | undefined, meant: (name: string) => Json): boolean {
  return Object.entries(when ?? {}).every(([name, wanted]) => {
    const actual = meant(name)
    if (typeof wanted === 'boolean' && typeof actual !== 'boolean') return isGiven(actual) === wanted
    return Array.isArray(wanted) ? wanted.includes(actual) : actual === wanted
  })
}
