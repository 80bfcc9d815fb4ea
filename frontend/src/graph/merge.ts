/**
 * Two people's changes to the same document, brought together where they touch different places.
 *
 * A unit is what one person changes as a whole: one step or trigger, one group, one note, one setting of the
 * journey. Changes can be joined when no unit was changed by both in different ways, and neither leads to a
 * place that the other took away. Where cards stand is joined as well; for one moved by both, mine counts.
 */
import { apply, type Change, canonical, diff } from './diff'
import type { JourneyDocument } from './document'
import { exists } from './read'

interface Unit {
  /** What was done, so that the same done twice is no conflict. */
  said: string
  /** The place that is not there on one side of the change. */
  fleeting: string | null
  /** Every text in what was written, among them the places that it leads to. */
  named: Set<string>
}

export type Touched = Map<string, Unit>

const isPlace = (path: string[]) => path[0] === 'steps' || path[0] === 'triggers'
const isLayout = (path: string[]) => path[0] === 'layout'

/** A place is one place, whether it is a trigger or a step, so that an id never stands twice. */
function unitOf(path: string[]): string {
  if (isPlace(path)) return `place/${path[1] ?? ''}`
  if (isLayout(path)) return path.slice(0, 2).join('/')
  return path.slice(0, path[0] === 'canvas' ? 3 : 1).join('/')
}

function texts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value)
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) texts(inner, into)
  }
}

/** `drawn` counts also where cards stand. */
export function touched(changes: Change[], drawn = false): Touched {
  const units: Touched = new Map()
  for (const { path, before, after } of changes) {
    if (isLayout(path) && !drawn) continue
    const name = unitOf(path)
    const unit = units.get(name) ?? { said: '', fleeting: null, named: new Set() }
    units.set(name, unit)
    unit.said += canonical([path, after ?? null])
    if (isPlace(path) && path.length === 2 && (before === undefined || after === undefined)) {
      unit.fleeting = path[1] ?? null
    }
    if (isLayout(path)) unit.named.add(path[1] ?? '')
    texts(before, unit.named)
    texts(after, unit.named)
  }
  return units
}

/** What only `a` did. */
const own = (a: Touched, b: Touched) => [...a].filter(([name, unit]) => b.get(name)?.said !== unit.said)

/** The first note of all comes with everything that notes stand in. */
const overlap = (a: string, b: string) => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)

/** Whether both can be made, one after the other, in any order, with the same outcome. */
export function independent(a: Touched, b: Touched): boolean {
  const [mine, theirs] = [own(a, b), own(b, a)]
  if (mine.some(([name]) => theirs.some(([other]) => overlap(name, other)))) return false
  const leads = (from: typeof mine, to: typeof mine) =>
    to.some(([, { fleeting }]) => fleeting !== null && from.some(([, { named }]) => named.has(fleeting)))
  return !leads(mine, theirs) && !leads(theirs, mine)
}

/** Groups and notes are always there to be compared one by one. */
function open(document: JourneyDocument): JourneyDocument {
  const { groups = {}, notes = {}, ...look } = document.canvas ?? {}
  return { ...document, canvas: { ...look, groups, notes } }
}

function closed(document: JourneyDocument, asIn: JourneyDocument[]): JourneyDocument {
  const { canvas, ...rest } = document
  const look = Object.entries(canvas ?? {}).filter(([key]) =>
    asIn.some((each) => each.canvas && key in each.canvas),
  )
  return asIn.some((each) => each.canvas) ? { ...rest, canvas: Object.fromEntries(look) } : rest
}

/** What both did to `base`, or null where they did different things to the same place. */
export function merge(
  base: JourneyDocument,
  mine: JourneyDocument,
  theirs: JourneyDocument,
): JourneyDocument | null {
  const from = open(base)
  const [ours, others] = [diff(from, open(mine)), diff(from, open(theirs))]
  if (!independent(touched(ours), touched(others))) return null
  const made = apply(open(theirs), ours)
  const layout = Object.fromEntries(Object.entries(made.layout).filter(([id]) => exists(made, id)))
  return closed({ ...made, layout }, [base, mine, theirs])
}
