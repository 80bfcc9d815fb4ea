/** A journey as a file: the same document is always the same text, also from `manage.py journeys export`. */

const DOCUMENT = [
  'format',
  'name',
  'description',
  'entry',
  'exits',
  'exit_on_unsubscribe',
  'triggers',
  'steps',
  'layout',
  'canvas',
]
const PART = ['id', 'kind', 'name', 'note', 'version', 'config', 'next']

function order(first: string[]) {
  const place = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length)
  return (a: string, b: string) => place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Written out by hand: an object of JavaScript puts keys that look like numbers first. */
function written(value: unknown, indent: string, first: string[]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const deeper = `${indent}  `
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map((part) => written(part, deeper, PART))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .sort(([a], [b]) => order(first)(a, b))
        .map(([key, part]) => `${JSON.stringify(key)}: ${written(part, deeper, PART)}`)
  const [open, close] = isList ? '[]' : '{}'
  if (parts.length === 0) return `${open}${close}`
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`
}

export const fileText = (document: object): string => `${written(document, '', DOCUMENT)}\n`
