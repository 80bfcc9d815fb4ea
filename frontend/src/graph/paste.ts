import { type Box, boundsOf, boxOf } from './arrange'
import { type Added, withLook } from './changing'
import { type Fragment, fragmentOf } from './clipboard'
import { emptyDocument, type JourneyDocument, type Position } from './document'
import { freshId, isId, isTaken } from './ids'
import { groupsOf, notesOf, positionOf } from './read'

/** The document with the copies, their ids, and the first of these. */
export type Pasted = Added & { ids: string[] }

const asDocument = (fragment: Fragment): JourneyDocument => ({ ...emptyDocument(''), ...fragment })

const idsOf = ({ triggers, steps, canvas }: Fragment): string[] => [
  ...Object.keys(triggers),
  ...Object.keys(steps),
  ...Object.keys(canvas?.notes ?? {}),
]

/** How much room the fragment takes, and where it stood. */
export function extentOf(fragment: Fragment): Box {
  const document = asDocument(fragment)
  const boxes = idsOf(fragment).flatMap((id) => boxOf(document, id) ?? [])
  return boundsOf(boxes) ?? { x: 0, y: 0, width: 0, height: 0 }
}

/**
 * Copies of all that the fragment holds, its upper left corner at the given place. An id is kept where it is
 * free, so that what was cut is itself again; edges, groups and notes follow their new ids.
 */
export function paste(document: JourneyDocument, fragment: Fragment, at: Position): Pasted {
  const source = asDocument(fragment)
  const { x, y } = extentOf(fragment)
  const moved = (spot: Position) => ({
    x: Math.round(spot.x - x + at.x),
    y: Math.round(spot.y - y + at.y),
  })
  const names = new Map<string, string>()
  let next = document
  const named = (id: string): string => {
    const free = isId(id) && !isTaken(next, id)
    const name = free ? id : freshId(next, id.replace(/_\d+$/, ''))
    names.set(id, name)
    return name
  }
  for (const [id, trigger] of Object.entries(fragment.triggers)) {
    const name = named(id)
    const layout = { ...next.layout, [name]: moved(positionOf(source, id)) }
    next = { ...next, layout, triggers: { ...next.triggers, [name]: trigger } }
  }
  for (const [id, step] of Object.entries(fragment.steps)) {
    const name = named(id)
    const layout = { ...next.layout, [name]: moved(positionOf(source, id)) }
    next = { ...next, layout, steps: { ...next.steps, [name]: step } }
  }
  next = withEdges(next, names)
  for (const [id, note] of Object.entries(fragment.canvas?.notes ?? {})) {
    next = withLook(next, { notes: { ...notesOf(next), [named(id)]: { ...note, ...moved(note) } } })
  }
  const ids = [...names.values()]
  for (const group of Object.values(fragment.canvas?.groups ?? {})) {
    const members = group.members.flatMap((id) => names.get(id) ?? [])
    if (members.length === 0) continue
    next = withLook(next, { groups: { ...groupsOf(next), [freshId(next, 'group')]: { ...group, members } } })
  }
  return { document: next, id: ids[0] ?? '', ids }
}

/** The copies lead to each other as the originals do. */
function withEdges(document: JourneyDocument, names: Map<string, string>): JourneyDocument {
  const triggers = { ...document.triggers }
  const steps = { ...document.steps }
  for (const name of names.values()) {
    const trigger = triggers[name]
    const step = steps[name]
    if (trigger) triggers[name] = { ...trigger, next: names.get(trigger.next ?? '') ?? null }
    if (!step) continue
    const edges = Object.entries(step.next).flatMap(([port, target]): [string, string][] => {
      const inside = names.get(target)
      return inside ? [[port, inside]] : []
    })
    steps[name] = { ...step, next: Object.fromEntries(edges) }
  }
  return { ...document, triggers, steps }
}

/** The same beside the originals. */
export function duplicate(document: JourneyDocument, ids: Iterable<string>, by: Position): Pasted {
  const fragment = fragmentOf(document, ids)
  const { x, y } = extentOf(fragment)
  return paste(document, fragment, { x: x + by.x, y: y + by.y })
}
