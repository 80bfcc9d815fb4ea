/** Work that the server does not have yet, held in this browser until it does. Each tab keeps its own. */
import type { JourneyDocument } from '../graph/document'

export interface Kept {
  document: JourneyDocument
  /** The revision that it was made from. */
  base: number
  /** The document of that revision, so that both can be brought together when others went on. */
  from?: JourneyDocument
}

const TAB = 'sojourn:tab'
const prefix = (journey: string) => `sojourn:draft:${journey}:`

/** A name that this tab keeps over a reload. */
function tab(): string {
  try {
    const known = sessionStorage.getItem(TAB)
    if (known) return known
    const made = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36)).join('')
    sessionStorage.setItem(TAB, made)
    return made
  } catch {
    return 'tab'
  }
}

/** Whether it could be kept: a full or forbidden storage holds nothing. */
export function keep(journey: string, kept: Kept): boolean {
  const { from: _, ...without } = kept
  return write(prefix(journey) + tab(), kept) || write(prefix(journey) + tab(), without)
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** What this tab kept; the work of other tabs stays. */
export function forget(journey: string): void {
  try {
    localStorage.removeItem(prefix(journey) + tab())
  } catch {
    // Nothing was kept then.
  }
}

/** What this tab kept, else what a tab left that is no more; that becomes this tab's. */
export function recall(journey: string): Kept | null {
  try {
    const own = prefix(journey) + tab()
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
    const left = names.filter((name) => name.startsWith(prefix(journey))).sort()
    const name = left.includes(own) ? own : left[0]
    const kept = name === undefined ? null : readable(localStorage.getItem(name))
    if (name !== undefined && name !== own) {
      if (kept) keep(journey, kept)
      localStorage.removeItem(name)
    }
    return kept
  } catch {
    return null
  }
}

function readable(text: string | null): Kept | null {
  try {
    const found = JSON.parse(text ?? 'null') as Kept | null
    return found && typeof found.base === 'number' && found.document?.format === 1 ? found : null
  } catch {
    return null
  }
}
