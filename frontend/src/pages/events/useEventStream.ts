/** The newest events: those that were stored, then each as it comes, until paused. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { useList } from '../../api/hooks'
import { useLive, useLiveStatus } from '../../api/live'
import type { Event } from '../../api/types'

export interface EventFilter {
  name?: string
  customer?: string
}

const MOST_LIVE = 300

export function fits(event: Event, filter: EventFilter): boolean {
  const { name, customer } = filter
  if (name && event.name !== name) return false
  return !customer || event.customer_id === customer || event.user_id === customer
}

/** Newest first, each once, live ones before stored ones. */
export function merged(live: Event[], stored: Event[]): Event[] {
  const seen = new Set<string>()
  return [...live, ...stored].filter((event) => !seen.has(event.id) && seen.add(event.id))
}

export function useEventStream(filter: EventFilter, paused: boolean) {
  const stored = useList<Event>('/events', { ...filter })
  const { reload } = stored
  const connected = useLiveStatus() === 'open'
  const [live, setLive] = useState<Event[]>([])
  const waiting = useRef<Event[]>([])
  const [held, setHeld] = useState(0)
  const { name, customer } = filter

  useLive('events', ({ type, data }) => {
    const event = data as Event
    if (type !== 'event' || !fits(event, filter)) return
    if (!paused) {
      setLive((old) => [event, ...old].slice(0, MOST_LIVE))
      return
    }
    waiting.current = [event, ...waiting.current].slice(0, MOST_LIVE)
    setHeld(waiting.current.length)
  })

  // What came between the last answer and the connection is in neither.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new connection asks again
  useEffect(() => {
    if (connected) reload()
  }, [connected])

  useEffect(() => {
    if (paused) return
    const late = waiting.current
    waiting.current = []
    setHeld(0)
    if (late.length > 0) setLive((old) => [...late, ...old].slice(0, MOST_LIVE))
  }, [paused])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another stream
  useEffect(() => {
    waiting.current = []
    setHeld(0)
    setLive([])
  }, [name, customer])

  const events = useMemo(() => merged(live, stored.rows), [live, stored.rows])
  const fresh = useMemo(() => new Set(live.map((event) => event.id)), [live])
  return { ...stored, events, fresh, held }
}
