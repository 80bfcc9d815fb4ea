/** Names beside the ids that a message or a match carries. */
import { useMemo } from 'react'
import { useList } from './hooks'
import type { Journey } from './types'

export interface JourneyNames {
  all: Journey[]
  byId: (id: number | string | null | undefined) => Journey | undefined
}

/** Every journey of the workspace, archived ones too: their messages stay. */
export function useJourneyNames(): JourneyNames {
  const open = useList<Journey>('/journeys', { limit: 200 })
  const archived = useList<Journey>('/journeys', { state: 'archived', limit: 200 })
  return useMemo(() => {
    const all = [...open.rows, ...archived.rows]
    const found = new Map(all.map((journey) => [String(journey.id), journey]))
    return { all, byId: (id) => found.get(String(id)) }
  }, [open.rows, archived.rows])
}
