import type { Config, Json } from './document'
import { listed, pluralOf } from './tongue'

/**
 * The small part of ICU messages that summaries use, over a step's configuration.
 * Its Python twin is journeys/core/summary.py; tests/fixtures/summaries.json holds the two together.
 */
type Part =
  | { text: string }
  | { path: string; format?: string }
  | { path: string; choose: 'select' | 'plural'; options: Map<string, Part[]> }
  | { hash: true }

class Reader {
  private at = 0
  constructor(private readonly source: string) {}

  parts(inPlural: boolean): Part[] {
    const parts: Part[] = []
    let text = ''
    const flush = () => {
      if (text) parts.push({ text })
      text = ''
    }
    while (this.at < this.source.length && this.source[this.at] !== '}') {
      const character = this.source[this.at]
      if (character === "'") text += this.quoted()
      else if (character === '{') {
        flush()
        parts.push(this.argument())
      } else if (character === '#' && inPlural) {
        flush()
        parts.push({ hash: true })
        this.at += 1
      } else {
        text += character
        this.at += 1
      }
    }
    flush()
    return parts
  }

  /** '' is an apostrophe; '{...' quotes up to the next apostrophe; any other apostrophe is itself. */
  private quoted(): string {
    this.at += 1
    if (this.source[this.at] === "'") {
      this.at += 1
      return "'"
    }
    if (!'{}#'.includes(this.source[this.at] ?? ' ')) return "'"
    const end = this.source.indexOf("'", this.at)
    const stop = end < 0 ? this.source.length : end
    const text = this.source.slice(this.at, stop)
    this.at = stop + 1
    return text
  }

  private argument(): Part {
    this.at += 1
    const path = this.until(',}')
    if (this.take() === '}') return { path }
    const format = this.until(',}')
    if (this.take() === '}') return { path, format }
    const options = new Map<string, Part[]>()
    for (let key = this.until('{}'); this.source[this.at] === '{'; key = this.until('{}')) {
      this.at += 1
      options.set(key, this.parts(format === 'plural'))
      this.at += 1
    }
    this.at += 1
    return { path, choose: format === 'plural' ? 'plural' : 'select', options }
  }

  private until(stops: string): string {
    const start = this.at
    while (this.at < this.source.length && !stops.includes(this.source[this.at] ?? '')) this.at += 1
    return this.source.slice(start, this.at).trim()
  }

  private take(): string {
    this.at += 1
    return this.source[this.at - 1] ?? '}'
  }
}

/** "window.from", "cases.0.condition". */
function valueAt(config: Config, path: string): Json | undefined {
  let value: Json | undefined = config
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined
    value = Array.isArray(value) ? value[Number(key)] : value[key]
  }
  return value
}

/** How a value is written where a message does not choose by it, by the name of the format. */
export const PLAIN = 'plain'
export type Formats = Record<string, (value: Json | undefined) => string>

export function plainWords(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return listed(value.map(plainWords))
  if (typeof value === 'object') return typeof value.from === 'string' ? value.from : JSON.stringify(value)
  return String(value)
}

function selectKey(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (Array.isArray(value)) return value.length ? 'some' : 'none'
  if (typeof value === 'object') return Object.keys(value).length ? 'some' : 'none'
  return String(value)
}

function countOf(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : Number(value ?? 0) || 0
}

function render(parts: Part[], config: Config, formats: Formats, count: number): string {
  return parts.map((part) => renderPart(part, config, formats, count)).join('')
}

function renderPart(part: Part, config: Config, formats: Formats, count: number): string {
  if ('text' in part) return part.text
  if ('hash' in part) return String(count)
  const value = valueAt(config, part.path)
  if (!('choose' in part)) return (formats[part.format ?? PLAIN] ?? plainWords)(value)
  if (part.choose === 'select') {
    const key = selectKey(value)
    const some = value !== undefined && key !== 'none' ? part.options.get('some') : undefined
    return render(part.options.get(key) ?? some ?? part.options.get('other') ?? [], config, formats, count)
  }
  const number = countOf(value)
  const chosen = part.options.get(`=${number}`) ?? part.options.get(pluralOf(number))
  return render(chosen ?? part.options.get('other') ?? [], config, formats, number)
}

const parsed = new Map<string, Part[]>()

/** Spaces count once, so that what is left out leaves no gap. */
export function formatWith(message: string, config: Config, formats: Formats = {}): string {
  let parts = parsed.get(message)
  if (!parts) {
    parts = new Reader(message).parts(false)
    parsed.set(message, parts)
  }
  return oneSpaced(render(parts, config, formats, 0))
}

export const oneSpaced = (text: string) => text.replace(/\s+/g, ' ').trim()
