/** The parts of presence that components use: who is here, where they point, and what I show of myself. */
import { createContext, type FocusEvent, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { say, subscribe, useLiveStatus } from '../api/live'
import type { Position } from '../graph/document'
import { useEditor, useFrame } from './context'
import { type Cursor, type CursorStore, createCursors } from './cursors'
import { type Ears, type Presence, startPresence } from './presence'
import { type Peer, peersAt } from './presenceSlice'

interface Company {
  cursors: CursorStore
  point(at: Position | null): void
  edit(id: string | null): void
}

const NOBODY: Company = { cursors: createCursors(), point: () => {}, edit: () => {} }
const Context = createContext<Company>(NOBODY)

/** Joins those who have the journey open, for as long as it is mounted. */
export function CompanyProvider({
  topic,
  ears,
  children,
}: {
  topic: string
  ears: Ears
  children: ReactNode
}) {
  const { store } = useFrame()
  const newest = useRef(ears)
  newest.current = ears
  const running = useRef<Presence | null>(null)
  const company = useMemo<Company>(
    () => ({
      cursors: createCursors(),
      point: (at) => running.current?.point(at),
      edit: (id) => running.current?.edit(id),
    }),
    [],
  )
  useEffect(() => {
    const presence = startPresence(
      store,
      company.cursors,
      topic,
      { subscribe, say },
      {
        draft: (said) => newest.current.draft(said),
        role: () => newest.current.role(),
        missing: () => newest.current.missing(),
      },
    )
    running.current = presence
    return () => {
      running.current = null
      presence.stop()
    }
  }, [store, topic, company])
  const away = useLiveStatus() === 'waiting'
  useEffect(() => {
    if (away) store.getState().setPeers([])
  }, [away, store])
  return <Context.Provider value={company}>{children}</Context.Provider>
}

export const useCompany = () => useContext(Context)

export const usePeers = (): Peer[] => useEditor(useShallow((state) => Object.values(state.peers)))

export const usePeersAt = (id: string): Peer[] => useEditor(useShallow((state) => peersAt(state.peers, id)))

export const useCursor = (page: string): Cursor | undefined =>
  useStore(useCompany().cursors, (cursors) => cursors[page])

/** Around the settings: while the focus is inside, the others see that I edit the selected step. */
export function Editing({ children }: { children: ReactNode }) {
  const { store } = useFrame()
  const { edit } = useCompany()
  const only = useEditor((state) => (state.selected.length === 1 ? (state.selected[0] ?? null) : null))
  const inside = useRef(false)
  useEffect(() => edit(inside.current ? only : null), [edit, only])
  useEffect(() => () => edit(null), [edit])
  const onFocus = (event: FocusEvent) => {
    inside.current = event.target.matches(
      'input, textarea, select, [contenteditable="true"], [role="textbox"]',
    )
    const { selected, readOnly } = store.getState()
    edit(inside.current && !readOnly && selected.length === 1 ? (selected[0] ?? null) : null)
  }
  const onBlur = () => {
    inside.current = false
    edit(null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div style={{ display: 'contents' }} onFocus={onFocus} onBlur={onBlur}>
      {children}
    </div>
  )
}
