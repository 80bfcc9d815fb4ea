import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { whenSignedOut } from '../api/client'
import { useMay } from '../api/hooks'
import { type Catalogue, kindsOf } from '../graph/catalogue'
import { type Journey, journeyApi } from './api'
import { type Autosave, restoreKept, startAutosave } from './autosave'
import type { EditorFrame } from './context'
import { useKeptHistory } from './keptHistory'
import type { Ears } from './presence'
import { createEditorStore } from './store'
import { openJourney } from './useOpenJourney'

/** Narrower than this there is room to look, not to draw. */
export const ROOM_TO_DRAW = '(min-width: 56em)'

interface Opened {
  journeyId: string
  catalogue: Catalogue
  journey: Journey
}

/** The store and its autosave, which live as long as the editor is on the page, and what they hear of others. */
export function useEditorFrame({ journeyId, catalogue, journey }: Opened): {
  frame: EditorFrame
  ears: Ears
} {
  const client = useQueryClient()
  const store = useMemo(() => createEditorStore(journey), [journey])
  const running = useRef<Autosave | null>(null)
  const kinds = useMemo(() => kindsOf(catalogue), [catalogue])
  const id = String(journey.id)
  useEffect(() => {
    const autosave = startAutosave(store, id, {
      save: (document, base) => journeyApi.saveDraft(id, document, base),
      load: () => openJourney(id, kinds),
    })
    running.current = autosave
    restoreKept(store, id)
    return autosave.stop
  }, [store, id, kinds])
  useEffect(() => whenSignedOut(() => store.getState().stop('signedOut', '')), [store])
  useKeptHistory(store, journeyId)
  useReadOnly(store)
  const frame = useMemo(() => {
    const flush = () => running.current?.flush() ?? Promise.resolve()
    return { store, journeyId, catalogue, kinds, autosave: { flush } }
  }, [store, journeyId, catalogue, kinds])
  const ears = useMemo<Ears>(
    () => ({
      draft: ({ gone, revision, state, version, by }) => {
        const known = store.getState()
        const other = state !== known.state || (version ?? null) !== (known.live?.number ?? null)
        if (gone || other) running.current?.look()
        if (revision !== undefined) running.current?.heard(revision, by?.name ?? null)
      },
      role: () => void client.invalidateQueries({ queryKey: ['me'] }),
      missing: () => running.current?.look(),
    }),
    [store, client],
  )
  return { frame, ears }
}

/** Looked at only: by a viewer, on a narrow screen, or where the draft is sent no more. */
function useReadOnly(store: EditorFrame['store']): void {
  const client = useQueryClient()
  const may = useMay()
  const wide = useMediaQuery(ROOM_TO_DRAW, true, { getInitialValueInEffect: false })
  const archived = useStore(store, ({ state }) => state === 'archived')
  const stopped = useStore(store, (state) => state.stopped)
  const closed = archived || (stopped !== null && stopped !== 'signedOut')
  useEffect(() => {
    store.getState().setReadOnly(!may.edit || !wide || closed)
  }, [store, may.edit, wide, closed])
  useEffect(() => {
    if (stopped === 'role') void client.invalidateQueries({ queryKey: ['me'] })
  }, [stopped, client])
  const could = useRef(may.edit)
  useEffect(() => {
    if (may.edit && !could.current && store.getState().stopped === 'role') store.getState().resume()
    could.current = may.edit
  }, [may.edit, store])
}
