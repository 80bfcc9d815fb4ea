/** The live numbers of a journey: asked once, then kept current by the websocket. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { currentWorkspace } from '../api/client'
import { useLive } from '../api/live'
import { type Counters, journeyApi, type StepNumbers } from './api'
import { useFrame } from './context'

export const countersKey = (journeyId: string) => [currentWorkspace(), 'journey', journeyId, 'counters']

/** Keeps the numbers current; used once, by the editor. */
export function useLiveNumbers(journeyId: string, topicId: string): void {
  const client = useQueryClient()
  useLive(`journey:${topicId}`, (message) => {
    if (message.type === 'counters') client.setQueryData(countersKey(journeyId), message.data)
  })
}

function useCounters<T>(select: (counters: Counters) => T) {
  const { journeyId } = useFrame()
  return useQuery({
    queryKey: countersKey(journeyId),
    queryFn: () => journeyApi.counters(journeyId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    select,
  }).data
}

const NONE: StepNumbers = { entered: 0, waiting: 0, left: 0, sent: 0, refused: 0, failed: 0, ports: {} }

export function useStepNumbers(id: string): StepNumbers | undefined {
  return useCounters((counters) => ({ ...NONE, ...counters.steps?.[id] }))
}

/** How many came in by a trigger: its own count, or all runs where there is only one way in. */
export function useEntered(id: string, trigger: boolean): number {
  const { store } = useFrame()
  const own = useStepNumbers(id)?.entered ?? 0
  const all = useRunNumbers()?.entered ?? 0
  if (!trigger || own > 0) return own
  const triggers = store.getState().live?.document.triggers ?? {}
  return Object.keys(triggers).length === 1 ? all : own
}

export function useRunNumbers(): Record<string, number> | undefined {
  return useCounters((counters) => counters.runs)
}
