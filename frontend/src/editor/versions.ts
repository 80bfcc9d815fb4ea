/** Published versions of the open journey: they never change, so each is asked for once. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { currentWorkspace } from '../api/client'
import { normalise } from '../graph/normalise'
import { journeyApi } from './api'
import { useFrame } from './context'
import { laidOut } from './laidOut'
import type { Side, SideKey } from './reviewSlice'

const versionsKey = (journeyId: string) => [currentWorkspace(), 'versions', journeyId]

/** The history, the newest first; asked anew when another version goes live. */
export function useVersions(live: number | undefined) {
  const { journeyId } = useFrame()
  return useInfiniteQuery({
    queryKey: [...versionsKey(journeyId), 'list', live],
    queryFn: ({ pageParam }) => journeyApi.versions(journeyId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
}

/** The document behind a key: the draft as it is now, or a version with everything in its place. */
export function useSide(): (key: SideKey) => Promise<Side> {
  const { store, journeyId, kinds } = useFrame()
  const client = useQueryClient()
  return useCallback(
    async (key) => {
      if (key === 'draft') return { key, document: store.getState().document }
      if (key === 'theirs') {
        return { key, document: store.getState().theirs?.document ?? store.getState().document }
      }
      const document = await client.fetchQuery({
        queryKey: [...versionsKey(journeyId), key],
        queryFn: async () => {
          const version = await journeyApi.version(journeyId, key)
          const whole = normalise(version.document, store.getState().document.name)
          return laidOut(whole, kinds)
        },
        staleTime: Number.POSITIVE_INFINITY,
      })
      return { key, document }
    },
    [store, journeyId, kinds, client],
  )
}
