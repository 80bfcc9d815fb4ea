import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { currentWorkspace } from '../../api/client'
import { journeyApi, type LiquidWords } from '../../editor/api'
import { useForm } from '../field'
import { propertiesOf, type Seen, useAttributes, useEvents } from '../suggestions'
import type { Known } from './completion'

const NOTHING: LiquidWords = { filters: [], tags: [] }
const USUAL: Seen[] = ['first_name', 'email'].map((name) => ({ name, type: 'text', examples: [] }))

/** What a template may use in this form: attributes, properties of what starts the run, the server's filters. */
export function useKnown(): Known {
  const { starts } = useForm()
  const attributes = useAttributes()
  const events = useEvents()
  const { data: words = NOTHING } = useQuery({
    queryKey: [currentWorkspace(), 'liquid'],
    queryFn: journeyApi.liquid,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return useMemo(
    () => ({
      customer: attributes?.length ? attributes : USUAL,
      entry: propertiesOf(events, starts),
      words,
    }),
    [attributes, events, starts, words],
  )
}
