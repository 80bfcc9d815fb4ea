/** Fixes of what a step or trigger is set to. */
import type { Config, JourneyDocument, Json } from '../document'
import { nearest } from '../near'
import { updateConfig } from '../operations'
import { place } from '../read'
import { idOf } from './drawing'
import type { Case, Fix } from './fix'
import { keysOf, put, replaced, valueIn, walk } from './values'

const valueAt = ({ document, problem }: Case) => valueIn(document, keysOf(problem.path))
const inConfig = ({ problem }: Case) => /^\/(steps|triggers)\/[^/]+\/config\//.test(problem.path)

/** The configuration of the place, changed at a path below it. */
function configured(found: Case, change: (config: Config, path: string[]) => Config): Fix['apply'] {
  const [, id = '', , ...path] = keysOf(found.problem.path)
  return (now) => {
    const before = place(now, id)
    return before ? updateConfig(now, found.kinds, id, change(before.config, path)) : now
  }
}

export function removeSetting(found: Case): Fix | null {
  if (!inConfig(found)) return null
  const apply = configured(found, (config, path) => put(config, path, undefined) as Config)
  return { id: 'removeSetting', what: keysOf(found.problem.path).at(-1) ?? '', apply }
}

export function chooseTopic(found: Case): Fix | null {
  const now = valueAt(found)
  const { topics } = found.known
  const topic = typeof now === 'string' && now ? (nearest(now, topics) ?? topics[0]) : topics[0]
  if (!topic || !inConfig(found)) return null
  const apply = configured(found, (config) => ({ ...config, topic }))
  return { id: 'topic', what: found.words.topicOf(topic), apply }
}

/** A name, or the names in a condition, that nobody knows and that look like one that is known. */
function renamed(found: Case, known: string[], keys: string[]): Fix | null {
  const value = valueAt(found)
  const meant = new Map<string, string>()
  const note = (name: Json | undefined) => {
    const near = typeof name === 'string' && !known.includes(name) ? nearest(name, known) : undefined
    if (near && typeof name === 'string') meant.set(name, near)
  }
  if (typeof value === 'string') note(value)
  else walk(value, (key, inner) => keys.includes(key) && note(inner))
  const first = [...meant.values()][0]
  if (first === undefined) return null
  const change = (inner: Json | undefined): Json | undefined =>
    typeof inner === 'string' ? (meant.get(inner) ?? inner) : replaced(inner, keys, meant)
  const path = keysOf(found.problem.path)
  return {
    id: 'rename',
    what: first,
    apply: (now) =>
      put(now as unknown as Json, path, change(valueIn(now, path))) as unknown as JourneyDocument,
  }
}

export const renameEvent = (found: Case) => renamed(found, found.known.events, ['event', 'did'])
export const renameAttribute = (found: Case) =>
  renamed(found, found.known.attributes, ['attribute', 'profile'])

const A_DAY = 'P1D'

export function addTimeout(found: Case): Fix | null {
  if (!found.problem.path.endsWith('/timeout')) return null
  return { id: 'timeout', what: '', apply: configured(found, (config) => ({ ...config, timeout: A_DAY })) }
}

/** At the end of the mail, inside its body. */
export function addUnsubscribe(found: Case): Fix | null {
  const id = idOf(found)
  const link = `<p><a href="{{ unsubscribe_url }}">${found.words.unsubscribe}</a></p>`
  const html = found.document.steps[id]?.config.html
  if (typeof html !== 'string' || !html) return null
  const end = html.search(/<\/body>/i)
  const written = end < 0 ? `${html}\n${link}` : `${html.slice(0, end)}${link}\n${html.slice(end)}`
  const apply = (now: JourneyDocument) =>
    updateConfig(now, found.kinds, id, { ...now.steps[id]?.config, html: written })
  return { id: 'unsubscribe', what: '', apply }
}
