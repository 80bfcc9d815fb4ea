import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'
import type { LiquidWords } from '../../editor/api'
import type { Seen } from '../suggestions'
import { placeAt } from './place'

/** What a template may use here. */
export interface Known {
  customer: Seen[]
  entry: Seen[]
  words: LiquidWords
}

const ROOTS = [
  'customer',
  'entry',
  'run',
  'workspace',
  'unsubscribe_url',
  'preferences_url',
  'subscribe_url',
  'now',
  'today',
]
/** Tags that stand around something end with their own name. */
const AROUND = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment', 'raw', 'ifchanged'])
const WITHIN = ['else', 'elsif', 'when']

function propertiesAt(path: string[], known: Known): Completion[] {
  const [root, ...deeper] = path
  if (root === 'workspace' && deeper.length === 0) return [{ label: 'name', type: 'property' }]
  const seen = root === 'customer' ? known.customer : root === 'entry' ? known.entry : []
  const before = deeper.length > 0 ? `${deeper.join('.')}.` : ''
  return seen
    .filter(({ name }) => name.startsWith(before))
    .map(({ name, type, examples }) => ({
      label: name.slice(before.length),
      type: 'property',
      detail: examples.slice(0, 2).join(', ').slice(0, 40) || type,
    }))
}

function tagsOf(words: LiquidWords): Completion[] {
  const own = words.tags.filter((tag) => !tag.startsWith('end') && !WITHIN.includes(tag))
  const ends = own.filter((tag) => AROUND.has(tag)).map((tag) => `end${tag}`)
  return [...new Set([...own, ...WITHIN, ...ends])].map((label) => ({ label, type: 'keyword' }))
}

/** Asks at each use what is known now, for it may have arrived since the editor opened. */
export function liquidSource(knownNow: () => Known): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const place = placeAt(context.state.doc.toString(), context.pos)
    if (!place) return null
    const known = knownNow()
    const options = optionsAt(place, known)
    return options.length > 0 ? { from: place.from, options, validFor: /^[\w-]*$/ } : null
  }
}

function optionsAt(place: NonNullable<ReturnType<typeof placeAt>>, known: Known): Completion[] {
  if (place.kind === 'filter') return known.words.filters.map((label) => ({ label, type: 'function' }))
  if (place.kind === 'tag') return tagsOf(known.words)
  if (place.path.length > 0) return propertiesAt(place.path, known)
  return ROOTS.map((label) => ({ label, type: 'variable' }))
}
