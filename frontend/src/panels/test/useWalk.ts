import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { currentWorkspace } from '../../api/client'
import { journeyApi } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import { behaviour } from '../../graph/read'
import { firstScript } from './sample'

const PAUSE = 150

/** Asks for the walk anew when the script or the draft changes, and hands it to the store. */
export function useWalk() {
  const { store, journeyId } = useFrame()
  const drawn = useEditor((state) => state.document)
  const meant = JSON.stringify(useMemo(() => behaviour(drawn), [drawn]))
  const [asked] = useDebouncedValue(meant, 2 * PAUSE)
  const [script] = useDebouncedValue(
    useEditor((state) => state.script),
    PAUSE,
  )
  const walk = useQuery({
    queryKey: [currentWorkspace(), 'walk', journeyId, script, asked],
    queryFn: () => {
      if (!script) throw new Error('There is no script yet.')
      return journeyApi.simulate(journeyId, store.getState().document, script)
    },
    enabled: script !== null,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
  const { data, isPlaceholderData } = walk
  useEffect(() => {
    if (data && !isPlaceholderData) store.getState().setWalk(data, store.getState().document)
  }, [data, isPlaceholderData, store])
  return walk
}

/** The first customer: values that this workspace has seen, entering by the first trigger. */
export function useSamples() {
  const { store } = useFrame()
  const samples = useQuery({
    queryKey: [currentWorkspace(), 'samples'],
    queryFn: async () => {
      const [attributes, events] = await Promise.all([journeyApi.attributes(), journeyApi.events()])
      return { attributes, events }
    },
    staleTime: 60_000,
  })
  useEffect(() => {
    const { script, document, setScript } = store.getState()
    if (samples.data && !script) {
      setScript(firstScript(document, samples.data.attributes, samples.data.events, new Date()))
    }
  }, [samples.data, store])
  return samples
}
