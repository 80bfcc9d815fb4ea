import type { Kinds } from './catalogue'
import type { JourneyDocument } from './document'
import { lookOf } from './palette'
import { placeName } from './placeName'
import { summaryOf } from './ports'
import { isTrigger, kindOf, place } from './read'

/** A place as a list of places shows it. */
export interface FoundPlace {
  id: string
  name: string
  title: string
  icon: string
  group: string
}

const plain = (text: string) => text.toLowerCase().normalize('NFKD')

export function foundPlace(document: JourneyDocument, kinds: Kinds, id: string): FoundPlace {
  const kind = kindOf(document, kinds, id)
  const found = place(document, id)
  const look = kind ? lookOf(kind, found?.config ?? {}) : { title: found?.kind ?? id, icon: '' }
  const group = isTrigger(document, id) ? 'trigger' : (kind?.group ?? 'flow')
  return { id, name: placeName(document, kinds, id), ...look, group }
}

/** Places whose name, kind, summary, note or id hold every word of the search; best names first. */
export function findPlaces(
  document: JourneyDocument,
  kinds: Kinds,
  ids: string[],
  search: string,
): FoundPlace[] {
  const wanted = plain(search).trim()
  const words = wanted.split(/\s+/).filter(Boolean)
  const all = ids.map((id) => foundPlace(document, kinds, id))
  if (words.length === 0) return all
  const rank = (found: FoundPlace) => {
    const name = plain(found.name)
    if (name.startsWith(wanted)) return 0
    return name.includes(wanted) ? 1 : 2
  }
  return all
    .filter(({ id, name, title }) => {
      const found = place(document, id)
      const kind = kindOf(document, kinds, id)
      const summary = summaryOf(kind, found?.config ?? {})
      const text = plain(`${name} ${title} ${summary} ${found?.note ?? ''} ${id}`)
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => rank(a) - rank(b))
}
