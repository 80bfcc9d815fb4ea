/** What the page that is open adds to the search by Ctrl-K. */
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Offer {
  id: string
  label: string
  /** What tells it apart, or where it is. */
  line?: string
  /** "Ctrl+Z", as the keyboard says it. */
  keys?: string
  /** It answers the query already, whatever its words. */
  found?: boolean
  run(): void
}

export interface OfferGroup {
  title: string
  offers: Offer[]
}

/** Asked with every keystroke while the search is open, so that it tells what can be done now. */
export type Offers = (query: string) => OfferGroup[]

const NOTHING: Offers = () => []
let current = NOTHING
const listeners = new Set<() => void>()

function offer(offers: Offers): void {
  current = offers
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOffers = (): Offers => useSyncExternalStore(subscribe, () => current)

/** Offers as long as the part is on the page. */
export function useOffering(offers: Offers): void {
  const latest = useRef(offers)
  latest.current = offers
  useEffect(() => {
    offer((query) => latest.current(query))
    return () => offer(NOTHING)
  }, [])
}
