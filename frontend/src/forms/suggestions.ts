/** Names that this workspace has seen, for completion; a form works without them. */
import { useQuery } from '@tanstack/react-query'
import { currentWorkspace } from '../api/client'
import { journeyApi, type SeenName, type Topic } from '../editor/api'

const FRESH = 60_000

function useNames<T>(what: string, queryFn: () => Promise<T[]>): T[] {
  const { data } = useQuery({
    queryKey: [currentWorkspace(), 'seen', what],
    queryFn,
    staleTime: FRESH,
    retry: false,
  })
  return data ?? []
}

export const useAttributes = (): SeenName[] => useNames('attributes', journeyApi.attributes)
export const useEvents = (): SeenName[] => useNames('events', journeyApi.events)
export const useTopics = (): Topic[] => useNames('topics', journeyApi.topics)

/** Names of an event's properties, whichever way the server lists them. */
export function propertiesOf(events: SeenName[], name?: string): string[] {
  const chosen = name ? events.filter((event) => event.name === name) : events
  const names = chosen.flatMap((event) => {
    const { properties } = event
    if (Array.isArray(properties)) {
      return properties.map((entry) => (typeof entry === 'string' ? entry : String((entry as SeenName).name)))
    }
    return properties && typeof properties === 'object' ? Object.keys(properties) : []
  })
  return [...new Set(names)].sort()
}
