import type { Kind, Kinds } from './catalogue'
import { type Condition, conditionWords } from './conditions'
import type { Config, JourneyDocument, Json, Step } from './document'
import { formatMessage, nameOf } from './message'
import { isTrigger, TRIGGER_PORT } from './read'
import { say } from './say'

export type PortTone = 'plain' | 'bad'

export interface Port {
  name: string
  /** What the dot and the edge say; empty for the one plain way on. */
  title: string
  tone: PortTone
  optional: boolean
}

/** Fixed ports are few and mean the same in every kind; another speaks for itself. */
const KNOWN = new Set(['else', 'late', 'timeout', 'refused', 'failed', 'none_left', 'nobody', 'holdout'])
const BAD = new Set(['failed', 'refused', 'late', 'none_left'])

/** A port by its name alone, where its step is not at hand. */
export function spoken(name: string): string {
  if (name === TRIGGER_PORT) return ''
  return KNOWN.has(name)
    ? say(`port.${name}`)
    : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')
}

const isObject = (value: Json | undefined): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A case says its name, else what it is about; a share says its weight too. */
function titleOf(item: Config): string {
  const condition = isObject(item.condition) ? conditionWords(item.condition as unknown as Condition) : ''
  const own = nameOf({ ...item, id: condition || (item.id ?? null) })
  return typeof item.weight === 'number' ? `${own} ${item.weight}` : own
}

function ofItems(items: Json | undefined): Port[] {
  if (!Array.isArray(items)) return []
  return items.flatMap((item): Port[] => {
    if (!isObject(item) || typeof item.id !== 'string') return []
    return [{ name: item.id, title: titleOf(item), tone: 'plain', optional: false }]
  })
}

/** What the settings are that a document leaves out. */
function standards(kind: Kind): Config {
  const known = knownStandards.get(kind)
  if (known) return known
  const fields = Object.entries(kind.schema.properties ?? {})
  const found = Object.fromEntries(
    fields.flatMap(([name, { default: standard }]): [string, Json][] =>
      standard === undefined ? [] : [[name, standard]],
    ),
  )
  knownStandards.set(kind, found)
  return found
}

const knownStandards = new WeakMap<Kind, Config>()

/** Configurations never change in place, so what was found of one stays true. */
const knownPorts = new WeakMap<Config, [Kind, Port[]]>()

/** The ports of a step of this kind, so configured, in the order the canvas draws them. */
export function portsOf(kind: Kind | undefined, config: Config): Port[] {
  if (!kind) return []
  const known = knownPorts.get(config)
  if (known?.[0] === kind) return known[1]
  const ports = portsFor(kind, config)
  knownPorts.set(config, [kind, ports])
  return ports
}

function portsFor(kind: Kind, config: Config): Port[] {
  const { each, fixed = [], optional = [], only_with: needs = {} } = kind.ports
  const settings = { ...standards(kind), ...config }
  const there = (name: string) => !needs[name] || Boolean(settings[needs[name]])
  const named = (name: string, isOptional: boolean): Port => ({
    name,
    title: spoken(name),
    tone: BAD.has(name) ? 'bad' : 'plain',
    optional: isOptional,
  })
  const ports = [
    ...(each ? ofItems(settings[each]) : []),
    ...fixed.map((name) => named(name, false)),
    ...optional.filter(there).map((name) => named(name, true)),
  ]
  const seen = new Set<string>()
  return ports.filter((port) => !seen.has(port.name) && seen.add(port.name))
}

const TRIGGER_PORTS: Port[] = [{ name: TRIGGER_PORT, title: '', tone: 'plain', optional: false }]

/** The ports that the canvas draws at a place: those of its kind, and drawn ones that its kind no longer has. */
export function portsAt(document: JourneyDocument, kinds: Kinds, id: string): Port[] {
  if (isTrigger(document, id)) return TRIGGER_PORTS
  const step = document.steps[id]
  if (!step) return []
  const known = drawnPorts.get(step)
  if (known?.[0] === kinds) return known[1]
  const ports = portsOfStep(step, kinds)
  drawnPorts.set(step, [kinds, ports])
  return ports
}

const drawnPorts = new WeakMap<Step, [Kinds, Port[]]>()

function portsOfStep(step: Step, kinds: Kinds): Port[] {
  const ports = portsOf(kinds.step(step.kind), step.config)
  const dead = Object.keys(step.next)
    .filter((name) => !ports.some((port) => port.name === name))
    .map((name): Port => ({ name, title: name, tone: 'bad', optional: false }))
  return [...ports, ...dead]
}

const summaries = new WeakMap<Config, [Kind, string]>()

export function summaryOf(kind: Kind | undefined, config: Config): string {
  if (!kind) return ''
  const known = summaries.get(config)
  if (known?.[0] === kind) return known[1]
  const text = formatMessage(kind.summary, { ...standards(kind), ...config })
  summaries.set(config, [kind, text])
  return text
}
