/** Values by the path of a problem, a JSON pointer: what stands there, and the same with another leaf. */
import type { Json } from '../document'

export const keysOf = (path: string) =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueIn(document: unknown, path: string[]): Json | undefined {
  let value = document
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)]
    else value = isObject(value) ? value[key] : undefined
  }
  return value as Json | undefined
}

/** The value with another leaf; `undefined` takes it out. */
export function put(
  value: Json | undefined,
  [key, ...rest]: string[],
  leaf: Json | undefined,
): Json | undefined {
  if (key === undefined) return leaf
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      if (String(index) !== key) return [item]
      const inner = put(item, rest, leaf)
      return inner === undefined ? [] : [inner]
    })
  }
  const { [key]: old, ...kept } = isObject(value) ? value : {}
  const inner = put(old, rest, leaf)
  if (inner === undefined) return kept
  return { ...(isObject(value) ? value : {}), [key]: inner }
}

/** Each field of each object inside, the outermost first. */
export function walk(value: Json | undefined, see: (key: string, inner: Json) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, see)
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      see(key, inner)
      walk(inner, see)
    }
  }
}

/** The value with other names in the fields called so, wherever they are. */
export function replaced(
  value: Json | undefined,
  keys: string[],
  names: Map<string, string>,
): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => replaced(item, keys, names) ?? null)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = keys.includes(key) && typeof inner === 'string' ? names.get(inner) : undefined
      return [key, name ?? replaced(inner, keys, names) ?? null]
    }),
  )
}
