/** Work that the server does not have yet, held in this browser until it does. */
import type { JourneyDocument } from '../graph/document'

export interface Kept {
  document: JourneyDocument
  base: number
}

const key = (journey: string) => `sojourn:draft:${journey}`

export function keep(journey: string, kept: Kept): void {
  try {
    localStorage.setItem(key(journey), JSON.stringify(kept))
  } catch {
    // A full or forbidden storage: the work is still on the page, and the save state says it is not saved.
  }
}

export function forget(journey: string): void {
  try {
    localStorage.removeItem(key(journey))
  } catch {
    // Nothing was kept then.
  }
}

export function recall(journey: string): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(key(journey)) ?? 'null') as Kept | null
    return found && typeof found.base === 'number' && found.document?.format === 1 ? found : null
  } catch {
    return null
  }
}
