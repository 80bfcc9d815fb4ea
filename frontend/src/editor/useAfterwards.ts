import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { currentWorkspace } from '../api/client'
import { useReread } from '../api/hooks'
import { normalise } from '../graph/normalise'
import { journeyApi } from './api'
import { useFrame } from './context'
import { countersKey } from './numbers'

/** After a write to the journey: its state and live version as the server has them, and the lists anew. */
export function useAfterwards() {
  const { store, journeyId } = useFrame()
  const client = useQueryClient()
  const reread = useReread()
  return useCallback(async () => {
    const { state, live, name } = await journeyApi.load(journeyId)
    store
      .getState()
      .setJourney({ state, live: live && { ...live, document: normalise(live.document, name) } })
    await client.invalidateQueries({ queryKey: countersKey(journeyId) })
    void client.invalidateQueries({
      queryKey: [currentWorkspace(), 'editor', journeyId],
      refetchType: 'none',
    })
    void reread('/journeys')
  }, [store, journeyId, client, reread])
}
