/** What differs between two configurations of one kind, field by field, in the order of the form. */
import type { Kind, Schema } from './catalogue'
import { resolve } from './defaults'
import { canonical } from './diff'
import type { Config, Json } from './document'
import { nameOf } from './message'

export interface SettingChange {
  /** JSON pointer below the configuration. */
  path: string
  /** What the form calls it, the outermost first: "Wait for", "Bought", "Event". */
  titles: string[]
  schema: Schema
  before: Json | undefined
  after: Json | undefined
}

const isObject = (value: Json | undefined): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** What stands there as the step reads it: a field left out has its default. */
function meant(value: Json | undefined, schema: Schema): string {
  const given = value ?? schema.default ?? null
  return given === '' ? 'null' : canonical(given)
}

/** A schema with the fields of an object; widgets that edit the whole value keep it in one piece. */
const WHOLE = new Set(['condition', 'duration', 'match', 'json', 'value'])
const isWhole = (schema: Schema) => WHOLE.has(schema['x-widget'] ?? '')

export function settingChanges(kind: Kind | undefined, before: Config, after: Config): SettingChange[] {
  const root = kind?.schema ?? {}
  return ofObject(root, root, before, after, '', [])
}

function ofObject(
  schema: Schema,
  root: Schema,
  before: Config,
  after: Config,
  path: string,
  titles: string[],
): SettingChange[] {
  const fields = resolve(schema, root).properties ?? {}
  const names = new Set([...Object.keys(fields), ...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    const own = fields[name] ?? {}
    const found = { ...resolve(own, root), ...own }
    const title = found.title ?? name.replaceAll('_', ' ')
    return ofValue(found, root, before[name], after[name], `${path}/${escaped(name)}`, [...titles, title])
  })
}

function ofValue(
  schema: Schema,
  root: Schema,
  before: Json | undefined,
  after: Json | undefined,
  path: string,
  titles: string[],
): SettingChange[] {
  if (meant(before, schema) === meant(after, schema)) return []
  if (!isWhole(schema) && isObject(before) && isObject(after) && schema.properties) {
    return ofObject(schema, root, before, after, path, titles)
  }
  const lists = isList(before) && isList(after) ? ofItems(schema, root, before, after, path, titles) : []
  return lists.length ? lists : [{ path, titles, schema, before, after }]
}

type Item = Config & { id: string }
const isItem = (value: Json): value is Item => isObject(value) && typeof value.id === 'string'
const isList = (value: Json | undefined): value is Item[] => Array.isArray(value) && value.every(isItem)

/** Items are the same by their id, wherever they stand; only another order is a change of the list as a whole. */
function ofItems(
  schema: Schema,
  root: Schema,
  before: Item[],
  after: Item[],
  path: string,
  titles: string[],
): SettingChange[] {
  const items = resolve(schema.items ?? {}, root)
  const old = new Map(before.map((item) => [item.id, item]))
  const now = new Map(after.map((item) => [item.id, item]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): SettingChange[] => {
    const [was, is] = [old.get(id), now.get(id)]
    const named = [...titles, nameOf(is ?? was ?? id)]
    const at = `${path}/${escaped(id)}`
    if (was && is) return ofObject(items, root, was, is, at, named)
    return [{ path: at, titles: named, schema: items, before: was, after: is }]
  })
}
