import { sizesOf } from '../canvas/drawing'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { needsLayout, tidy } from '../graph/layout'
import { move } from '../graph/operations'

/** A document from elsewhere, with everything in a place of its own. */
export async function laidOut(document: JourneyDocument, kinds: Kinds): Promise<JourneyDocument> {
  if (!needsLayout(document)) return document
  return move(document, await tidy(document, kinds, sizesOf(document, kinds)))
}
