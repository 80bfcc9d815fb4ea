import { useQuery } from '@tanstack/react-query'
import { currentWorkspace } from '../api/client'
import { type Kinds, kindsOf } from '../graph/catalogue'
import { isReadable, normalise } from '../graph/normalise'
import { type Journey, journeyApi } from './api'
import { laidOut } from './laidOut'

/** The journey with its two drawings made whole: nothing left out, everything in its place. */
export async function openJourney(journeyId: string, kinds: Kinds): Promise<Journey> {
  const journey = await journeyApi.load(journeyId)
  const { draft, live, name } = journey
  if (!isReadable(draft)) {
    throw new Error('This journey was made by a newer version of the product. Update it to edit the journey.')
  }
  return {
    ...journey,
    draft: await laidOut(normalise(draft, name), kinds),
    live: live && { ...live, document: await laidOut(normalise(live.document, name), kinds) },
  }
}

/** What the editor needs before it can begin. The journey is asked anew each time it is opened. */
export function useOpenJourney(journeyId: string) {
  const catalogue = useQuery({
    queryKey: [currentWorkspace(), 'catalogue'],
    queryFn: journeyApi.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const kinds = catalogue.data && kindsOf(catalogue.data)
  const journey = useQuery({
    queryKey: [currentWorkspace(), 'editor', journeyId],
    queryFn: () => {
      if (!catalogue.data) throw new Error('The catalogue is not loaded.')
      return openJourney(journeyId, kindsOf(catalogue.data))
    },
    enabled: kinds !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  return {
    catalogue: catalogue.data,
    journey: journey.data,
    error: catalogue.error ?? journey.error,
    retry: () => void (catalogue.isError ? catalogue.refetch() : journey.refetch()),
  }
}
