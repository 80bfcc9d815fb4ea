/** How much room things on the drawing take: places as large as they are drawn, notes, frames of groups. */
import { type Box, boundsOf, boxOf, type Sizes } from './arrange'
import type { JourneyDocument } from './document'
import { frameOf } from './groups'
import { groupsOf, notesOf, placesOf } from './read'

/** Of a place, a note or a group; null for what is not there. */
export function extentOf(document: JourneyDocument, id: string, sizes?: Sizes): Box | null {
  const group = groupsOf(document)[id]
  return group ? frameOf(document, group, sizes) : (boxOf(document, id, sizes) ?? null)
}

/** Around all of these together, or around all there is. */
export function boundsAround(
  document: JourneyDocument,
  ids: Iterable<string> | null,
  sizes?: Sizes,
): Box | null {
  const all = ids ?? [
    ...placesOf(document),
    ...Object.keys(groupsOf(document)),
    ...Object.keys(notesOf(document)),
  ]
  return boundsOf([...all].flatMap((id) => extentOf(document, id, sizes) ?? []))
}
