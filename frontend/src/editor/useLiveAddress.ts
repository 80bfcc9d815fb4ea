import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { isPeriod } from '../graph/periods'
import { useUrlState } from '../ui/url'
import { useFrame } from './context'
import { type LiveView, WHAT, type What } from './liveSlice'

const VIEWS = ['table', 'ways', 'funnel']

/** The live layer in the address: what is shown can be linked, and is there after a reload. */
export function useLiveAddress(): void {
  const { store } = useFrame()
  const { get, change } = useUrlState()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once, then written
  useEffect(() => {
    const state = store.getState()
    if (get('layer') === 'live' && state.live) state.setLayer('live')
    const period = get('period')
    if (isPeriod(period)) state.setPeriod(period)
    const version = Number(get('counted'))
    if (Number.isInteger(version) && version > 0) state.setCountedVersion(version)
    const view = get('numbers')
    if (VIEWS.includes(view)) state.setLiveView(view as LiveView)
    const [place = '', what = '', port = ''] = get('people').split('~')
    if (place && (WHAT as readonly string[]).includes(what)) {
      state.showPeople({ place, what: what as What, port: port || null })
    }
  }, [store])
  const shown = useStore(
    store,
    useShallow(({ layer, period, countedVersion, liveView, people }) => ({
      layer: layer === 'live' ? 'live' : null,
      period: period === 'all' ? null : period,
      counted: countedVersion === null ? null : String(countedVersion),
      numbers: liveView,
      people: people && [people.place, people.what, people.port].filter(Boolean).join('~'),
    })),
  )
  const read = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is new with every address
  useEffect(() => {
    if (!read.current) {
      read.current = true
      return
    }
    const same = Object.entries(shown).every(([name, value]) => (get(name) || null) === value)
    if (!same) change(shown)
  }, [shown])
}
