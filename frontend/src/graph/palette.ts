import type { Catalogue, Kind } from './catalogue'
import type { Config } from './document'

/** One thing that can be added: a kind, or a kind with a preset (an email is a send_message). */
export interface Addable {
  key: string
  kind: Kind
  isTrigger: boolean
  title: string
  icon: string
  /** The first line of the help. */
  line: string
  help: string
  preset: Config
}

export interface AddableGroup {
  group: string
  entries: Addable[]
}

export const GROUPS = ['trigger', 'flow', 'message', 'people', 'end']

const firstLine = (text: string) => text.split('\n', 1)[0]?.trim() ?? ''

function addablesOf(kind: Kind, isTrigger: boolean): Addable[] {
  const whole = { kind, isTrigger, help: kind.help, line: firstLine(kind.help) }
  if (!kind.palette?.length) {
    return [{ ...whole, key: kind.kind, title: kind.title, icon: kind.icon, preset: {} }]
  }
  return kind.palette.map((entry) => ({
    ...whole,
    key: `${kind.kind}:${entry.title}`,
    title: entry.title,
    icon: entry.icon ?? kind.icon,
    line: entry.help ? firstLine(entry.help) : whole.line,
    help: entry.help ?? kind.help,
    preset: entry.preset,
  }))
}

export function addables(catalogue: Catalogue): Addable[] {
  return [
    ...catalogue.triggers.flatMap((kind) => addablesOf(kind, true)),
    ...catalogue.steps.flatMap((kind) => addablesOf(kind, false)),
  ]
}

/** The entry that a step was made from, for its title and icon: presets are told apart by their values. */
export function lookOf(kind: Kind, config: Config): { title: string; icon: string } {
  const entry = kind.palette?.find((candidate) =>
    Object.entries(candidate.preset).every(([name, value]) => config[name] === value),
  )
  return { title: entry?.title ?? kind.title, icon: entry?.icon ?? kind.icon }
}

const plain = (text: string) => text.toLowerCase().normalize('NFKD')

/** How well a title answers a search: 0 is the very word, 3 is a word of the help. */
function rank(entry: Addable, search: string): number {
  const title = plain(entry.title)
  if (title === search) return 0
  if (title.startsWith(search)) return 1
  return title.includes(search) ? 2 : 3
}

/** Groups in their fixed order; when something is looked for, the best answers first. */
export function grouped(entries: Addable[], search = ''): AddableGroup[] {
  const wanted = plain(search).trim()
  const words = wanted.split(/\s+/).filter(Boolean)
  const found = entries.filter((entry) => {
    const text = plain(`${entry.title} ${entry.kind.title} ${entry.kind.kind} ${entry.line}`)
    return words.every((word) => text.includes(word))
  })
  const sorted = wanted ? found.toSorted((a, b) => rank(a, wanted) - rank(b, wanted)) : found
  const order = wanted ? sorted.map(groupOf) : [...GROUPS, ...found.map(groupOf)]
  return [...new Set(order)]
    .map((group) => ({ group, entries: sorted.filter((entry) => groupOf(entry) === group) }))
    .filter(({ entries: inside }) => inside.length > 0)
}

const groupOf = (entry: Addable) => (entry.isTrigger ? 'trigger' : entry.kind.group)
