/** Sticky notes on the drawing. */
import { type Added, withLook, without } from './changing'
import type { JourneyDocument, Note, Position } from './document'
import { freshId } from './ids'
import { NOTE_HEIGHT, NOTE_WIDTH } from './normalise'
import { notesOf } from './read'

export const SMALLEST_NOTE = 60

export function addNote(
  document: JourneyDocument,
  { x, y }: Position,
  text = '',
  colour: Note['colour'] = 'yellow',
): Added {
  const id = freshId(document, 'note')
  const note: Note = { text, colour, x, y, width: NOTE_WIDTH, height: NOTE_HEIGHT }
  return { id, document: withLook(document, { notes: { ...notesOf(document), [id]: note } }) }
}

/** Another text, colour, place or size; a number that is none is left as it was. */
export function changeNote(document: JourneyDocument, id: string, change: Partial<Note>): JourneyDocument {
  const before = notesOf(document)[id]
  if (!before) return document
  const note = { ...before, ...change }
  for (const key of ['x', 'y', 'width', 'height'] as const) {
    note[key] = Number.isFinite(note[key]) ? Math.round(note[key]) : before[key]
  }
  note.width = Math.max(SMALLEST_NOTE, note.width)
  note.height = Math.max(SMALLEST_NOTE, note.height)
  return withLook(document, { notes: { ...notesOf(document), [id]: note } })
}

export function removeNote(document: JourneyDocument, id: string): JourneyDocument {
  const notes = without(notesOf(document), id)
  return notes === notesOf(document) ? document : withLook(document, { notes })
}
