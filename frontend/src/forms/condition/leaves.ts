import { createContext, useContext } from 'react'
import type { Leaf, Source } from '../../graph/conditions'
import { NamedEvent, useForm } from '../field'

export type LeafName = 'profile' | 'event' | 'entry' | 'run' | 'message' | 'did' | 'local_time'

interface LeafChoice {
  name: LeafName
  make: () => Leaf
}

const CHOICES: LeafChoice[] = [
  { name: 'profile', make: () => ({ profile: '', type: 'text', op: 'is', value: '' }) },
  { name: 'event', make: () => ({ event: '', type: 'text', op: 'is', value: '' }) },
  { name: 'entry', make: () => ({ entry: '', type: 'text', op: 'is', value: '' }) },
  { name: 'run', make: () => ({ run: '', type: 'text', op: 'is', value: '' }) },
  { name: 'message', make: () => ({ message: '', type: 'boolean', op: 'is_true' }) },
  { name: 'did', make: () => ({ did: '', times: { op: 'at_least', n: 1 }, within: null, where: null }) },
  {
    name: 'local_time',
    make: () => ({ local_time: { from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] } }),
  },
]

/** Inside "did ... where" only the properties of that event can be asked; null outside of it. */
export const OnlyEvent = createContext<string | null>(null)

/** What a condition may ask here: before there is a run there is no entry event and no run variable. */
export function useLeafChoices(): LeafChoice[] {
  const { scope } = useForm()
  const onlyEvent = useContext(OnlyEvent)
  if (onlyEvent !== null) return CHOICES.filter(({ name }) => name === 'event')
  if (scope === 'step') return CHOICES
  return CHOICES.filter(
    ({ name }) => (scope === 'journey' || name !== 'entry') && name !== 'run' && name !== 'message',
  )
}

/** The events whose properties a comparison reads: of "did", of the field beside it, or what starts the run. */
export function useAskedEvents(source: Source): string[] {
  const { starts = [] } = useForm()
  const event = useContext(NamedEvent)
  const onlyEvent = useContext(OnlyEvent)
  if (source === 'entry') return starts
  const named = onlyEvent ?? event
  return named ? [named] : []
}
