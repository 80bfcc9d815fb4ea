/** Groups: a frame with a title around some places. A place is in one group at most. */
import { type Box, boundsOf, boxOf, type Sizes } from './arrange'
import { type Added, withLook, without } from './changing'
import type { Group, JourneyDocument } from './document'
import { freshId } from './ids'
import { exists, groupsOf } from './read'

/** Takes the places out of their groups; a group that nobody is left in vanishes. */
export function leaveGroups(document: JourneyDocument, ids: Iterable<string>): JourneyDocument {
  const leaving = new Set(ids)
  const groups = Object.entries(groupsOf(document))
  if (!groups.some(([, group]) => group.members.some((id) => leaving.has(id)))) return document
  const kept = groups
    .map(([id, group]): [string, Group] => {
      const members = group.members.filter((member) => !leaving.has(member))
      return [id, members.length === group.members.length ? group : { ...group, members }]
    })
    .filter(([, group]) => group.members.length > 0)
  return withLook(document, { groups: Object.fromEntries(kept) })
}

/** A frame around the places; without a place there is none. */
export function makeGroup(
  document: JourneyDocument,
  ids: Iterable<string>,
  title: string,
  colour: Group['colour'] = 'grey',
): Added {
  const members = [...new Set(ids)].filter((id) => exists(document, id))
  if (members.length === 0) return { document, id: '' }
  const alone = leaveGroups(document, members)
  const id = freshId(alone, 'group')
  return {
    id,
    document: withLook(alone, { groups: { ...groupsOf(alone), [id]: { title, colour, members } } }),
  }
}

/** The frame goes, its places stay. */
export function ungroup(document: JourneyDocument, id: string): JourneyDocument {
  const groups = without(groupsOf(document), id)
  return groups === groupsOf(document) ? document : withLook(document, { groups })
}

export function changeGroup(
  document: JourneyDocument,
  id: string,
  change: Partial<Pick<Group, 'title' | 'colour'>>,
): JourneyDocument {
  const group = groupsOf(document)[id]
  return group
    ? withLook(document, { groups: { ...groupsOf(document), [id]: { ...group, ...change } } })
    : document
}

export function joinGroup(document: JourneyDocument, id: string, ids: Iterable<string>): JourneyDocument {
  const before = groupsOf(document)[id]
  if (!before) return document
  const joining = [...new Set(ids)].filter(
    (place) => exists(document, place) && !before.members.includes(place),
  )
  if (joining.length === 0) return document
  const alone = leaveGroups(document, joining)
  const group = { ...before, members: [...before.members, ...joining] }
  return withLook(alone, { groups: { ...groupsOf(alone), [id]: group } })
}

/** Room around the members, and for the title above them. */
export const FRAME = { margin: 24, title: 36 }

/** The frame around members that stand so; null where there is none. */
export function frameAround(members: Box[]): Box | null {
  const inside = boundsOf(members)
  if (!inside) return null
  return {
    x: inside.x - FRAME.margin,
    y: inside.y - FRAME.margin - FRAME.title,
    width: inside.width + 2 * FRAME.margin,
    height: inside.height + 2 * FRAME.margin + FRAME.title,
  }
}

/** Where the frame of a group is drawn; null while none of its places is there. */
export const frameOf = (document: JourneyDocument, group: Group, sizes?: Sizes): Box | null =>
  frameAround(group.members.flatMap((id) => boxOf(document, id, sizes) ?? []))
