/** What stands before the cursor of a template, as far as completion needs it. */
export type Place =
  | { kind: 'filter'; from: number }
  | { kind: 'tag'; from: number }
  | { kind: 'variable'; from: number; path: string[] }

const FAR = 2000
/** Words of tags that a variable may follow. */
const SILENT = /(["'])(?:(?!\1).)*\1/g

/** Where the cursor stands within {{ }} or {% %}; null outside of them. */
export function placeAt(text: string, at: number): Place | null {
  const before = text.slice(Math.max(0, at - FAR), at)
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'))
  if (open < 0) return null
  const isTag = before[open + 1] === '%'
  const inside = before.slice(open + 2)
  if (inside.includes(isTag ? '%}' : '}}')) return null
  const plain = inside.replace(SILENT, (quoted) => ' '.repeat(quoted.length))
  if (/["']/.test(plain)) return null
  const word = /[\w.-]*$/.exec(plain)?.[0] ?? ''
  const rest = plain.slice(0, plain.length - word.length)
  if (isTag && /^-?\s*$/.test(rest)) return { kind: 'tag', from: at - word.length }
  if (/\|\s*$/.test(rest)) return { kind: 'filter', from: at - word.length }
  const parts = word.split('.')
  const last = parts.pop() ?? ''
  return { kind: 'variable', from: at - last.length, path: parts }
}
