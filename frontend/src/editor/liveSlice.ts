import type { StateCreator } from 'zustand'
import type { PeriodName } from '../graph/periods'
import type { Counters } from './api'
import type { EditorState } from './store'

/** Which of the customers behind a place's numbers. */
export const WHAT = ['standing', 'passed', 'refused', 'failed'] as const
export type What = (typeof WHAT)[number]

export interface PeopleAsked {
  place: string
  what: What
  /** With passed: only those who left by it. */
  port: string | null
}

export type LiveView = 'table' | 'ways' | 'funnel'

export interface LiveSlice {
  period: PeriodName
  /** Only runs of this version; null is all. */
  countedVersion: number | null
  /** The numbers of that period; null until they came. */
  counters: Counters | null
  people: PeopleAsked | null
  liveView: LiveView | null
  setPeriod(period: PeriodName): void
  setCountedVersion(version: number | null): void
  setCounters(counters: Counters | null): void
  showPeople(people: PeopleAsked | null): void
  setLiveView(view: LiveView | null): void
}

export const liveSlice: StateCreator<EditorState, [], [], LiveSlice> = (set) => ({
  period: 'all',
  countedVersion: null,
  counters: null,
  people: null,
  liveView: null,
  setPeriod: (period) => set({ period }),
  setCountedVersion: (countedVersion) => set({ countedVersion }),
  setCounters: (counters) => set({ counters }),
  showPeople: (people) => set({ people }),
  setLiveView: (liveView) => set({ liveView }),
})
