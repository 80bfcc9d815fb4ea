import type { JourneyDocument } from './document'
import { exists, groupsOf, notesOf } from './read'

const ALLOWED = /^[a-z0-9_][a-z0-9_-]{0,63}$/

export const isId = (text: string) => ALLOWED.test(text)

/** "Send mail!" -> "send_mail"; never empty, never over 48 characters, so that a number fits behind it. */
export function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return words.slice(0, 48) || 'step'
}

/**
 * Whether a trigger, step, group or note has this id: they share one set, so that a selection can hold all.
 * The few names that every object has ("constructor") are given to none.
 */
export const isTaken = (document: JourneyDocument, id: string): boolean =>
  id in {} ||
  exists(document, id) ||
  Object.hasOwn(groupsOf(document), id) ||
  Object.hasOwn(notesOf(document), id)

/** An id that nothing on the drawing has. */
export function freshId(document: JourneyDocument, wish: string): string {
  const base = slug(wish)
  let id = base
  for (let n = 2; isTaken(document, id); n += 1) id = `${base}_${n}`
  return id
}

/** An id that no item of the list has. */
export function freshItemId(items: { id?: unknown }[], wish: string): string {
  const taken = new Set(items.map((item) => item.id))
  const base = slug(wish)
  let id = base
  for (let n = 2; taken.has(id) || id in {}; n += 1) id = `${base}_${n}`
  return id
}
