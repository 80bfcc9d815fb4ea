import type { StateCreator } from 'zustand'
import type { JourneyDocument } from '../graph/document'
import type { Journey } from './api'
import type { EditorState } from './store'

/** A version of the draft that gave way to another, held in this browser so that it can be brought back. */
export interface Aside {
  at: number
  whose: 'mine' | 'theirs'
  /** Who had saved it, where it is theirs. */
  by: string | null
  document: JourneyDocument
}

export interface AsideSlice {
  /** The newest first. */
  asides: Aside[]
  setAside(aside: Omit<Aside, 'at'>): void
  dropAside(at: number): void
}

const MOST = 5
const key = (journey: Journey) => `sojourn:aside:${journey.id}`

export function asideSlice(journey: Journey): StateCreator<EditorState, [], [], AsideSlice> {
  return (set, get) => {
    const change = (asides: Aside[]) => set({ asides: written(key(journey), asides) })
    return {
      asides: read(key(journey)),
      setAside: (aside) => {
        const newest = get().asides[0]?.at ?? 0
        change([{ ...aside, at: Math.max(Date.now(), newest + 1) }, ...get().asides].slice(0, MOST))
      },
      dropAside: (at) => change(get().asides.filter((aside) => aside.at !== at)),
    }
  }
}

/** In the browser as many as fit; the page has all of them until it is left. */
function written(name: string, asides: Aside[]): Aside[] {
  for (let count = asides.length; count >= 0; count -= 1) {
    try {
      if (count === 0) localStorage.removeItem(name)
      else localStorage.setItem(name, JSON.stringify(asides.slice(0, count)))
      break
    } catch {
      // It does not fit; one less may.
    }
  }
  return asides
}

function read(name: string): Aside[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? '[]')
    return Array.isArray(found) ? found.filter((aside: Aside) => aside?.document?.format === 1) : []
  } catch {
    return []
  }
}
