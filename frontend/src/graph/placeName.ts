import type { Kinds } from './catalogue'
import type { JourneyDocument } from './document'
import { lookOf } from './palette'
import { summaryOf } from './ports'
import { kindOf, place } from './read'

/** What a place is called in lists: its name, else what it does. */
export function placeName(document: JourneyDocument, kinds: Kinds, id: string): string {
  const found = place(document, id)
  const kind = kindOf(document, kinds, id)
  return found?.name || summaryOf(kind, found?.config ?? {}) || kind?.title || id
}

/** The same with its kind before it, for those who hear the drawing. */
export function spokenName(document: JourneyDocument, kinds: Kinds, id: string): string {
  const kind = kindOf(document, kinds, id)
  const title = kind ? lookOf(kind, place(document, id)?.config ?? {}).title : id
  return `${title}: ${placeName(document, kinds, id)}`
}
