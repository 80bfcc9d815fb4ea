/** Which steps every way to a step goes through: Cooper, Harvey and Kennedy's simple algorithm. */

export interface Around {
  /** The starts themselves, and steps that several of them lead to, in the order of a walk. */
  roots: string[]
  /** Whether the source alone leads to the target, by one edge, loops aside. */
  owns(source: string, target: string): boolean
  /** Steps that several ways from this one lead to, in the order of a walk. */
  joins(id: string): string[]
  /** Whether every way to `below` goes through `id`. */
  above(id: string, below: string): boolean
}

const ROOT = -1

export function dominated(starts: string[], targetsOf: (id: string) => string[]): Around {
  const order = walk(starts, targetsOf)
  const index = new Map(order.map((id, at) => [id, at]))
  const edges = order.flatMap((id, from) =>
    targetsOf(id).flatMap((target) => {
      const to = index.get(target)
      return to === undefined ? [] : [[from, to] as const]
    }),
  )
  const sources: number[][] = order.map(() => [])
  for (const [from, to] of edges) sources[to]?.push(from)
  for (const start of starts) sources[index.get(start) ?? -1]?.push(ROOT)
  const parent = parents(sources)
  const isAbove = (high: number, low: number) => {
    for (let at = low; at !== ROOT; at = parent[at] ?? ROOT) if (at === high) return true
    return false
  }
  const forward = sources.map((all, at) => all.filter((from) => from === ROOT || !isAbove(at, from)).length)
  const joins = new Map<number, string[]>()
  const roots: string[] = []
  order.forEach((id, at) => {
    const above = parent[at] ?? ROOT
    if (above === ROOT) roots.push(id)
    else if ((forward[at] ?? 0) > 1) joins.set(above, [...(joins.get(above) ?? []), id])
  })
  const at = (id: string) => index.get(id) ?? Number.NaN
  return {
    roots,
    owns: (source, target) => parent[at(target)] === at(source) && forward[at(target)] === 1,
    joins: (id) => joins.get(at(id)) ?? [],
    above: (id, below) => index.has(id) && index.has(below) && isAbove(at(id), at(below)),
  }
}

/** Every step before those it leads to, loops aside; the ways of a step in their order. */
function walk(starts: string[], targetsOf: (id: string) => string[]): string[] {
  const seen = new Set<string>()
  const done: string[] = []
  const open: { id: string; left: string[] }[] = []
  const enter = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    open.push({ id, left: targetsOf(id) })
  }
  for (const start of starts.toReversed()) {
    enter(start)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.pop()
      if (next !== undefined) enter(next)
      else done.push((open.pop() as { id: string }).id)
    }
  }
  return done.reverse()
}

/** The immediate dominator of each step, by its place in the walk. */
function parents(sources: number[][]): number[] {
  const UNKNOWN = -2
  const parent = sources.map(() => UNKNOWN)
  const meet = (one: number, other: number): number => {
    let [a, b] = [one, other]
    while (a !== b) {
      if (a > b) a = parent[a] ?? ROOT
      else b = parent[b] ?? ROOT
    }
    return a
  }
  for (let changed = true; changed; ) {
    changed = false
    sources.forEach((from, at) => {
      const known = from.filter((source) => source === ROOT || parent[source] !== UNKNOWN)
      const found = known.reduce(meet, known[0] ?? ROOT)
      if (parent[at] !== found) {
        parent[at] = found
        changed = true
      }
    })
  }
  return parent
}
