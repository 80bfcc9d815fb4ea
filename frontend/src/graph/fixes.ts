/** What mends a problem, where that is plain: a change of the document, to be made and undone like any other. */
import type { Kinds } from './catalogue'
import type { Config, JourneyDocument, Json, Problem } from './document'
import { nearest } from './near'
import { connect, disconnect, insertOnEdge, remove, updateConfig } from './operations'
import { edgesOf, exists, incoming, isTrigger, place, positionOf, reachableFrom, TRIGGER_PORT } from './read'

/** Names that the workspace knows. */
export interface Known {
  events: string[]
  attributes: string[]
  topics: string[]
}

export type FixId =
  | 'connect'
  | 'removeEdge'
  | 'removeStep'
  | 'removeSetting'
  | 'topic'
  | 'rename'
  | 'timeout'
  | 'wait'
  | 'unsubscribe'

export interface Fix {
  id: FixId
  /** What the button names: a step, a topic, a name. */
  what: string
  apply(document: JourneyDocument): JourneyDocument
}

/** A place as its id; the words of the button name it. */
export interface FixWords {
  unsubscribe: string
  nameOf(id: string): string
}

interface Case {
  problem: Problem
  document: JourneyDocument
  kinds: Kinds
  known: Known
  words: FixWords
}

type Fixer = (found: Case) => Fix | null

const FIXERS: Record<string, Fixer> = {
  no_step: connectTrigger,
  no_target: brokenEdge,
  missing_target: brokenEdge,
  dead_port: brokenEdge,
  unreachable: dropStep,
  unknown: removeSetting,
  no_topic: chooseTopic,
  unknown_topic: chooseTopic,
  unknown_event: (found) => renamed(found, found.known.events, ['event', 'did']),
  unknown_attribute: (found) => renamed(found, found.known.attributes, ['attribute', 'profile']),
  endless: addTimeout,
  spin: addWait,
  no_unsubscribe: addUnsubscribe,
}

export function fixFor(found: Case): Fix | null {
  const fix = FIXERS[found.problem.code]?.(found) ?? null
  return fix && fix.apply(found.document) !== found.document ? fix : null
}

const keysOf = (path: string) =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const idOf = ({ problem }: Case): string => problem.step ?? keysOf(problem.path)[1] ?? ''

/** To the step without a way in that stands highest: the likely first one. */
function connectTrigger(found: Case): Fix | null {
  const { document, kinds, words } = found
  const id = idOf(found)
  const free = Object.keys(document.steps).filter((step) => incoming(document, step).length === 0)
  const choices = free.length ? free : Object.keys(document.steps)
  const target = choices.toSorted((a, b) => positionOf(document, a).y - positionOf(document, b).y)[0]
  if (!isTrigger(document, id) || target === undefined) return null
  const apply = (now: JourneyDocument) => connect(now, kinds, id, TRIGGER_PORT, target)
  return { id: 'connect', what: words.nameOf(target), apply }
}

function brokenEdge({ problem }: Case): Fix | null {
  const [family, source, , port] = keysOf(problem.path)
  if (!source) return null
  const name = family === 'triggers' ? TRIGGER_PORT : (port ?? '')
  return { id: 'removeEdge', what: '', apply: (now) => disconnect(now, source, name) }
}

function dropStep(found: Case): Fix | null {
  const id = idOf(found)
  if (!exists(found.document, id)) return null
  return { id: 'removeStep', what: found.words.nameOf(id), apply: (now) => remove(now, found.kinds, id) }
}

/** The configuration of the place, changed at a path below it. */
function configured(found: Case, change: (config: Config, path: string[]) => Config): Fix['apply'] {
  const [, id = '', , ...path] = keysOf(found.problem.path)
  return (now) => {
    const before = place(now, id)
    return before ? updateConfig(now, found.kinds, id, change(before.config, path)) : now
  }
}

const inConfig = ({ problem }: Case) => /^\/(steps|triggers)\/[^/]+\/config\//.test(problem.path)

function removeSetting(found: Case): Fix | null {
  if (!inConfig(found)) return null
  const apply = configured(found, (config, path) => put(config, path, undefined) as Config)
  return { id: 'removeSetting', what: keysOf(found.problem.path).at(-1) ?? '', apply }
}

function chooseTopic(found: Case): Fix | null {
  const now = valueAt(found)
  const { topics } = found.known
  const topic = typeof now === 'string' && now ? (nearest(now, topics) ?? topics[0]) : topics[0]
  if (!topic || !inConfig(found)) return null
  return { id: 'topic', what: topic, apply: configured(found, (config) => ({ ...config, topic })) }
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

const A_DAY = 'P1D'

function addTimeout(found: Case): Fix | null {
  if (!found.problem.path.endsWith('/timeout')) return null
  return { id: 'timeout', what: '', apply: configured(found, (config) => ({ ...config, timeout: A_DAY })) }
}

/** Into the edge by which the step comes back to itself. */
function addWait(found: Case): Fix | null {
  const { document, kinds } = found
  const id = idOf(found)
  const wait = kinds.step('wait')
  const edge = edgesOf(document).find(
    ({ source, target }) => source === id && (target === id || reachableFrom(document, [target]).has(id)),
  )
  if (!wait || !edge) return null
  return { id: 'wait', what: '', apply: (now) => insertOnEdge(now, kinds, edge, wait).document }
}

function addUnsubscribe(found: Case): Fix | null {
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

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const valueAt = ({ document, problem }: Case) => valueIn(document, keysOf(problem.path))

function valueIn(document: JourneyDocument, path: string[]): Json | undefined {
  let value: unknown = document
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)]
    else value = isObject(value) ? value[key] : undefined
  }
  return value as Json | undefined
}

/** The value with another leaf; `undefined` takes it out. */
function put(value: Json | undefined, [key, ...rest]: string[], leaf: Json | undefined): Json | undefined {
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

function walk(value: Json | undefined, see: (key: string, inner: Json) => unknown): void {
  if (Array.isArray(value)) for (const item of value) walk(item, see)
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      see(key, inner)
      walk(inner, see)
    }
  }
}

function replaced(value: Json | undefined, keys: string[], names: Map<string, string>): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => replaced(item, keys, names) ?? null)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = keys.includes(key) && typeof inner === 'string' ? names.get(inner) : undefined
      return [key, name ?? replaced(inner, keys, names) ?? null]
    }),
  )
}
