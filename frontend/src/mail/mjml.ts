/** MJML as text, before the visual editor reads it and after it wrote it. */

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&amp;': '&',
}

/** A browser reads `<mj-image />` as a tag that was never closed. */
const closed = (mjml: string) =>
  mjml.replace(/<(mj-[\w-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)\s*\/>/g, '<$1$2></$1>')

/** What the visual editor can read: a whole document, its tags closed. */
export function readable(mjml: string): string {
  const text = closed(mjml.trim())
  if (/^<mjml[\s>]/i.test(text)) return text
  return `<mjml><mj-body>${text}</mj-body></mjml>`
}

/** Liquid goes out as it came in, not as text of a page. */
const plainLiquid = (text: string) =>
  text.replace(LIQUID, (piece) =>
    piece.replace(/&(?:lt|gt|quot|#039|amp);/g, (name) => ENTITIES[name] ?? name),
  )

const BLOCK = /(<\/?(?:mjml|mj-(?:head|body|section|column|wrapper|group|hero|attributes)\b)[^>]*>)/g

/** Each frame of the mail on a line of its own, so that the source can be read. */
function indented(mjml: string): string {
  let depth = 0
  const lines: string[] = []
  for (const piece of mjml.replace(/<!doctype[^>]*>/i, '').split(BLOCK)) {
    const text = piece.trim()
    if (!text) continue
    const frame = /^<\/?(?:mjml|mj-(?:head|body|section|column|wrapper|group|hero|attributes)\b)/.test(text)
    if (frame && text.startsWith('</')) depth -= 1
    const rows = frame ? [text] : text.split(/(?<=<\/mj-[\w-]+>)/)
    for (const row of rows) lines.push('  '.repeat(Math.max(0, depth)) + row.trim())
    if (frame && !text.startsWith('</') && !text.endsWith('/>')) depth += 1
  }
  return lines.filter(Boolean).join('\n')
}

export const written = (mjml: string): string => indented(plainLiquid(mjml))

/** In an attribute a quote would end it. */
export const escaped = (value: string) => value.replaceAll('"', '&quot;')
export const unescaped = (value: string) => value.replaceAll('&quot;', '"')
