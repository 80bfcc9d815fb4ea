import type { Kind } from './catalogue'
import type { Config, Json } from './document'
import { formatMessage, nameOf } from './message'

export type PortTone = 'plain' | 'bad'

export interface Port {
  name: string
  /** What the dot and the edge say; empty for the one plain way on. */
  title: string
  tone: PortTone
  optional: boolean
}

/** The words of fixed ports, which are few and mean the same in every kind; the rest speak for themselves. */
const TITLES: Record<string, string> = {
  out: '',
  else: 'Otherwise',
  late: 'Too late',
  none_left: 'None left',
}
const BAD = new Set(['failed', 'refused', 'late', 'none_left'])

const spoken = (name: string) =>
  TITLES[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')

const isObject = (value: Json | undefined): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function ofItems(items: Json | undefined): Port[] {
  if (!Array.isArray(items)) return []
  return items.flatMap((item): Port[] => {
    if (!isObject(item) || typeof item.id !== 'string') return []
    const share = typeof item.weight === 'number' ? ` ${item.weight}` : ''
    return [{ name: item.id, title: `${nameOf(item)}${share}`, tone: 'plain', optional: false }]
  })
}

/** The ports of a step of this kind, so configured, in the order the canvas draws them. */
export function portsOf(kind: Kind | undefined, config: Config): Port[] {
  if (!kind) return []
  const { each, fixed = [], optional = [] } = kind.ports
  const named = (name: string, isOptional: boolean): Port => ({
    name,
    title: spoken(name),
    tone: BAD.has(name) ? 'bad' : 'plain',
    optional: isOptional,
  })
  const ports = [
    ...(each ? ofItems(config[each]) : []),
    ...fixed.map((name) => named(name, false)),
    ...optional.map((name) => named(name, true)),
  ]
  const seen = new Set<string>()
  return ports.filter((port) => !seen.has(port.name) && seen.add(port.name))
}

export const summaryOf = (kind: Kind | undefined, config: Config): string =>
  kind ? formatMessage(kind.summary, config) : ''
