/** Names and values that this workspace has seen, for completion; a form works without them. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { currentWorkspace } from '../api/client'
import { journeyApi, type Topic } from '../editor/api'
import type { Json } from '../graph/document'
import { textOf } from './field'

const FRESH = 60_000

/** A name that was seen: an attribute, or a property of an event. */
export interface Seen {
  name: string
  type: string
  examples: string[]
}

export interface SeenEvent {
  name: string
  properties: Seen[]
}

/** Null while it is not known, so that nothing is called strange too early. */
function useSeen<T>(what: string, queryFn: () => Promise<T[]>): T[] | null {
  const { data } = useQuery({
    queryKey: [currentWorkspace(), 'seen', what],
    queryFn,
    staleTime: FRESH,
    retry: false,
  })
  return data ?? null
}

const examplesOf = (examples: unknown): string[] =>
  Array.isArray(examples)
    ? [...new Set(examples.map((example) => textOf(example as Json)))].filter(Boolean)
    : []

const seenOf = ([name, facts]: [string, unknown]): Seen => {
  const { type, examples } = (facts ?? {}) as { type?: unknown; examples?: unknown }
  return { name, type: typeof type === 'string' ? type : 'text', examples: examplesOf(examples) }
}

export function useAttributes(): Seen[] | null {
  const seen = useSeen('attributes', journeyApi.attributes)
  return useMemo(
    () => seen?.map(({ name, type, examples }) => seenOf([name, { type, examples }])) ?? null,
    [seen],
  )
}

export function useEvents(): SeenEvent[] | null {
  const seen = useSeen('events', journeyApi.events)
  return useMemo(
    () =>
      seen?.map(({ name, properties }) => ({
        name,
        properties: Object.entries((properties ?? {}) as Record<string, unknown>).map(seenOf),
      })) ?? null,
    [seen],
  )
}

export const useTopics = (): Topic[] => useSeen('topics', journeyApi.topics) ?? []

/** The properties of the named events; of all, when none of the names was seen. */
export function propertiesOf(events: SeenEvent[] | null, names: string[] = []): Seen[] {
  const named = (events ?? []).filter((event) => names.includes(event.name))
  const chosen = named.length > 0 ? named : (events ?? [])
  const found = new Map(chosen.flatMap((event) => event.properties.map((seen) => [seen.name, seen])))
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}
