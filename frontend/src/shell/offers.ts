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

interface Offering {
  offers: Offers
  /** What the search says that one can find; its own words without it. */
  hint?: string
}

const NOTHING: Offering = { offers: () => [] }
let current = NOTHING
const listeners = new Set<() => void>()

function offer(offering: Offering): void {
  current = offering
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOffers = (): Offering => useSyncExternalStore(subscribe, () => current)

/** Offers as long as the part is on the page. */
export function useOffering(offers: Offers, hint: string): void {
  const latest = useRef(offers)
  latest.current = offers
  useEffect(() => {
    offer({ offers: (query) => latest.current(query), hint })
    return () => offer(NOTHING)
  }, [hint])
}
