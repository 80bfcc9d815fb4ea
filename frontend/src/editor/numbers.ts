/** The live numbers of a journey, of the chosen period: asked for, then kept current by the websocket. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { currentWorkspace } from '../api/client'
import { useLive } from '../api/live'
import { type PeriodName, sinceOf } from '../graph/periods'
import { type Counters, journeyApi, type StepNumbers } from './api'
import { useEditor, useFrame } from './context'
import type { EditorStore } from './store'

export const countersKey = (journeyId: string) => [currentWorkspace(), 'journey', journeyId, 'counters']

const AGAIN_MS = 1500
/** A period that ends now moves on, also while nothing happens. */
const MOVES_ON_MS = 60_000

/** What is asked of the server for a period. */
export const asked = (period: PeriodName, version: number | null, published: string | null) => ({
  from: sinceOf(period, new Date(), published),
  version,
})

/** Keeps the numbers current; used once, by the editor. */
export function useLiveNumbers(store: EditorStore, journeyId: string, topicId: string): void {
  const client = useQueryClient()
  const period = useStore(store, (state) => state.period)
  const version = useStore(store, (state) => state.countedVersion)
  const published = useStore(store, (state) => state.live?.published_at ?? null)
  const isAll = period === 'all' && version === null
  const all = useAllNumbers(journeyId)
  const own = useQuery({
    queryKey: [...countersKey(journeyId), period, version],
    queryFn: () => journeyApi.counters(journeyId, asked(period, version, published)),
    enabled: !isAll,
    refetchInterval: MOVES_ON_MS,
    placeholderData: keepPreviousData,
  })
  const soon = useSoon(() => void own.refetch())
  useLive(`journey:${topicId}`, (message) => {
    if (message.type !== 'counters') return
    client.setQueryData(countersKey(journeyId), message.data)
    if (!isAll) soon()
  })
  const counters = (isAll ? all : own.data) ?? null
  useEffect(() => store.getState().setCounters(counters), [store, counters])
}

/** Calls at once, and then not more often than every `AGAIN_MS`. */
function useSoon(act: () => void): () => void {
  const newest = useRef(act)
  newest.current = act
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      newest.current()
    }, AGAIN_MS)
  }
}

function useAllNumbers(journeyId: string): Counters | undefined {
  return useQuery({
    queryKey: countersKey(journeyId),
    queryFn: () => journeyApi.counters(journeyId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  }).data
}

const NONE: StepNumbers = { entered: 0, waiting: 0, left: 0, sent: 0, refused: 0, failed: 0, ports: {} }
const FAILED_PORT = '$failed'

/** Of the chosen period; `waiting` is always now. */
export const useStepNumbers = (id: string): StepNumbers | undefined =>
  useEditor(({ counters }) => (counters ? (counters.steps[id] ?? NONE) : undefined))

/** Messages that failed here, and runs that did. */
export const failedAt = (numbers: StepNumbers): number => numbers.failed + (numbers.ports[FAILED_PORT] ?? 0)

/** How many went on from here, whichever way. */
export const passedAt = (numbers: StepNumbers): number => numbers.left - (numbers.ports[FAILED_PORT] ?? 0)

/** How many came in by a trigger: its own count, or all runs where there is only one way in. */
export function useEntered(id: string, trigger: boolean): number {
  const { store } = useFrame()
  const own = useStepNumbers(id)?.entered ?? 0
  const all = useEditor((state) => state.counters?.runs.entered ?? 0)
  if (!trigger || own > 0) return own
  const triggers = store.getState().live?.document.triggers ?? {}
  return Object.keys(triggers).length === 1 ? all : own
}

/** Of all time and all versions. */
export function useRunNumbers(): Record<string, number> | undefined {
  return useAllNumbers(useFrame().journeyId)?.runs
}
