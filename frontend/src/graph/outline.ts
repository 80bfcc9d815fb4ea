/**
 * The graph as a list. A step stands under the port that alone leads to it; a step that several ways lead to
 * stands behind the last step that they all come from, and each of those ways says that it goes there.
 */
import type { Kinds } from './catalogue'
import type { JourneyDocument } from './document'
import { type Around, dominated } from './dominators'
import { type Port, portsAt } from './ports'
import { edgesOf, isStep, isTrigger, TRIGGER_PORT, targetOf } from './read'

export interface PlaceRow {
  row: 'place'
  key: string
  id: string
  depth: number
  /** Steps are counted through in the order of the list; triggers are not. */
  number: number | null
  /** How many ports lead here. */
  ways: number
}

/** Where a port leads: to the rows below it, on to a step that stands elsewhere, nowhere, to what is not there. */
export type Leads = 'below' | 'on' | 'back' | 'ends' | 'missing'

export interface PortRow {
  row: 'port'
  key: string
  id: string
  depth: number
  port: Port
  leads: Leads
  target: string | null
  /** Whether it needs its name: the one plain way on needs none. */
  named: boolean
}

export type OutlineRow = PlaceRow | PortRow

export interface Outline {
  triggers: OutlineRow[]
  steps: OutlineRow[]
  unreached: OutlineRow[]
  numbers: Map<string, number>
}

export const placeKey = (id: string) => id
export const portKey = (id: string, port: string) => `${id}:${port}`

/** The level that a screen reader says: ports stand one below their step, what follows a port one below it. */
export const levelOf = (row: OutlineRow) => row.depth * 2 + (row.row === 'place' ? 1 : 2)

/** What an optional port that leads nowhere needs to be listed all the same. */
interface Shown {
  source: string
  port: string
}

export function outlineOf(document: JourneyDocument, kinds: Kinds, shown: Shown | null = null): Outline {
  const list = new Listing(document, kinds, shown)
  const triggers = list.triggers()
  const steps = list.reached()
  const unreached = list.rest()
  return { triggers, steps, unreached, numbers: list.numbers }
}

type Task = { place: string; depth: number } | { port: Port; of: string; depth: number }

class Listing {
  readonly numbers = new Map<string, number>()
  private readonly ways = new Map<string, number>()
  private around: Around

  constructor(
    private readonly document: JourneyDocument,
    private readonly kinds: Kinds,
    private readonly shown: Shown | null,
  ) {
    for (const edge of edgesOf(document)) this.ways.set(edge.target, (this.ways.get(edge.target) ?? 0) + 1)
    const starts = Object.values(document.triggers).flatMap((trigger) => trigger.next ?? [])
    this.around = dominated(starts, (id) => this.targets(id))
  }

  private targets(id: string): string[] {
    return portsAt(this.document, this.kinds, id)
      .map((port) => targetOf(this.document, id, port.name))
      .filter((target) => target !== undefined && isStep(this.document, target)) as string[]
  }

  /** A single trigger says where it leads by standing above it. */
  triggers(): OutlineRow[] {
    const ids = Object.keys(this.document.triggers)
    return ids.flatMap((id) => {
      const port = portsAt(this.document, this.kinds, id)[0]
      const target = targetOf(this.document, id, TRIGGER_PORT)
      const plain = ids.length === 1 && target !== undefined && isStep(this.document, target)
      const row = this.place(id, 0)
      return plain || !port || this.isShown(id, port)
        ? this.withShown(row, port)
        : [row, this.port(id, port, 0)]
    })
  }

  private withShown(row: PlaceRow, port: Port | undefined): OutlineRow[] {
    return port && this.isShown(row.id, port) ? [row, this.port(row.id, port, 0)] : [row]
  }

  private isShown = (id: string, port: Port) => this.shown?.source === id && this.shown.port === port.name

  reached(): OutlineRow[] {
    return this.walk(this.around.roots)
  }

  /** Steps that no trigger leads to, each with what only it leads to. */
  rest(): OutlineRow[] {
    const left = Object.keys(this.document.steps).filter((id) => !this.numbers.has(id))
    const led = new Set(left.flatMap((id) => this.targets(id)))
    const starts = [...left.filter((id) => !led.has(id)), ...left]
    const rows: OutlineRow[] = []
    for (const start of starts) {
      if (this.numbers.has(start)) continue
      this.around = dominated([start], (id) => this.targets(id).filter((target) => !this.numbers.has(target)))
      rows.push(...this.walk(this.around.roots))
    }
    return rows
  }

  private walk(roots: string[]): OutlineRow[] {
    const rows: OutlineRow[] = []
    const open: Task[] = roots.map((place) => ({ place, depth: 0 })).reverse()
    for (let task = open.pop(); task; task = open.pop()) {
      if ('place' in task) {
        this.numbers.set(task.place, this.numbers.size + 1)
        rows.push(this.place(task.place, task.depth))
        open.push(...this.after(task.place, task.depth).reverse())
        continue
      }
      const row = this.port(task.of, task.port, task.depth)
      rows.push(row)
      if (row.leads === 'below' && row.target) open.push({ place: row.target, depth: task.depth + 1 })
    }
    return rows
  }

  /** What is listed behind a step: its only way on without a word, else its ports; then where they join. */
  private after(id: string, depth: number): Task[] {
    const ports = portsAt(this.document, this.kinds, id).filter(
      (port) =>
        !port.optional || targetOf(this.document, id, port.name) !== undefined || this.isShown(id, port),
    )
    const joins: Task[] = this.around.joins(id).map((place) => ({ place, depth }))
    const only = ports.length === 1 ? ports[0] : undefined
    const target = only && targetOf(this.document, id, only.name)
    if (only && target !== undefined && this.around.owns(id, target) && !this.isShown(id, only)) {
      return [{ place: target, depth }, ...joins]
    }
    return [...ports.map((port) => ({ port, of: id, depth })), ...joins]
  }

  private place(id: string, depth: number): PlaceRow {
    const number = this.numbers.get(id) ?? null
    return { row: 'place', key: placeKey(id), id, depth, number, ways: this.ways.get(id) ?? 0 }
  }

  private port(id: string, port: Port, depth: number): PortRow {
    const target = targetOf(this.document, id, port.name) ?? null
    const named = port.title !== '' || portsAt(this.document, this.kinds, id).length > 1
    const key = portKey(id, port.name)
    return { row: 'port', key, id, depth, port, target, named, leads: this.leads(id, target) }
  }

  private leads(id: string, target: string | null): Leads {
    if (target === null) return 'ends'
    if (!isStep(this.document, target)) return 'missing'
    if (!isTrigger(this.document, id) && this.around.owns(id, target)) return 'below'
    return this.around.above(target, id) ? 'back' : 'on'
  }
}

export interface Placing {
  level: number
  position: number
  size: number
}

/** Where each row stands among its like, as a tree says it. */
export function placings(rows: OutlineRow[]): Placing[] {
  const made = rows.map((row) => ({ level: levelOf(row), position: 1, size: 1 }))
  const families: Placing[][] = []
  for (const one of made) {
    families.length = Math.min(families.length, one.level)
    families[one.level - 1] ??= []
    const family = families[one.level - 1] as Placing[]
    family.push(one)
    one.position = family.length
    for (const sibling of family) sibling.size = family.length
  }
  return made
}

/** The row that a row stands under: a port's step, or the port or step that its branch belongs to. */
export function parentOf(rows: OutlineRow[], at: number): number {
  const level = rows[at] ? levelOf(rows[at]) : 0
  for (let index = at - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row && levelOf(row) < level) return index
  }
  return -1
}
