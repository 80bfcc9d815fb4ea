/**
 * A template with plausible values in its simplest places, for a quick look while writing. The true
 * rendering is the server's. Of a condition the first branch is shown; other tags are left out.
 */
const EXAMPLES: Record<string, string> = {
  'customer.first_name': 'Ada',
  'customer.last_name': 'Lovelace',
  'customer.name': 'Ada Lovelace',
  'customer.email': 'ada@example.com',
  unsubscribe_url: '#',
  preferences_url: '#',
}

const PLACE = /\{\{-?\s*([\w.[\]]+)\s*((?:\|[^}]*)?)-?\}\}/g
const DEFAULT = /\|\s*default:\s*(?:"([^"]*)"|'([^']*)')/
const OTHER_BRANCH = /\{%-?\s*(?:else|elsif)\b[\s\S]*?(?=\{%-?\s*end(?:if|unless|case)\b)/g
const TAG = /\{%[\s\S]*?%\}/g

export function withSamples(template: string, known: Record<string, string> = {}): string {
  const plain = template.replace(OTHER_BRANCH, '').replace(TAG, '')
  return plain.replace(PLACE, (_, path: string, filters: string) => {
    const standard = DEFAULT.exec(filters)
    const value = known[path] ?? EXAMPLES[path] ?? standard?.[1] ?? standard?.[2]
    return value ?? `[${path.split('.').at(-1)?.replaceAll('_', ' ')}]`
  })
}
