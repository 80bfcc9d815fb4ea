/**
 * A template with plausible values in its simplest places, for a quick look while writing. The true
 * rendering is the server's; tags and filters other than `default` are left as they stand.
 */
const EXAMPLES: Record<string, string> = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
}

const PLACE = /\{\{-?\s*([\w.[\]]+)\s*((?:\|[^}]*)?)-?\}\}/g
const DEFAULT = /\|\s*default:\s*(?:"([^"]*)"|'([^']*)')/

export function withSamples(template: string, known: Record<string, string> = {}): string {
  return template.replace(PLACE, (whole, path: string, filters: string) => {
    const name = path.split('.').at(-1) ?? path
    const standard = DEFAULT.exec(filters)
    const value = known[path] ?? known[name] ?? EXAMPLES[name] ?? standard?.[1] ?? standard?.[2]
    if (value !== undefined) return value
    return filters ? whole : `[${name.replaceAll('_', ' ')}]`
  })
}
