import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveMessage } from '../api/live'
import { abandonedCart } from '../graph/fixtures'
import type { Journey } from './api'
import { createCursors } from './cursors'
import { initials } from './PeopleHere'
import { EVERY_MS, startPresence } from './presence'
import { COLOURS, peersAt } from './presenceSlice'
import { createEditorStore } from './store'

const journey = {
  id: 1,
  slug: 'cart',
  name: 'Cart',
  state: 'draft',
  draft: abandonedCart,
  draft_revision: 1,
  live: null,
} as unknown as Journey

const bob = { page: 'b', person: 2, name: 'Bob', role: 'editor', selected: [], editing: null, cursor: null }

function open() {
  const store = createEditorStore(journey)
  const cursors = createCursors()
  let listener: (message: LiveMessage) => void = () => {}
  const said: { show: Record<string, unknown> }[] = []
  const wire = {
    stands: true,
    subscribe: (_: string, heard: typeof listener) => {
      listener = heard
      return () => {}
    },
    say: (message: object) => {
      if (wire.stands) said.push(message as (typeof said)[number])
      return wire.stands
    },
  }
  const ears = { draft: vi.fn(), role: vi.fn(), missing: vi.fn() }
  const presence = startPresence(store, cursors, 'draft:1', wire, ears)
  const hear = (type: string, data: unknown) => listener({ topic: 'draft:1', type, data })
  return { store, cursors, said, wire, ears, presence, hear }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('presence', () => {
  it('says nothing before it is let in, and then everything', () => {
    const { store, said, presence, hear } = open()
    store.getState().select(['done'])
    presence.point({ x: 1.4, y: 2 })
    expect(said).toEqual([])
    hear('people', { you: 'a', me: 1, people: [] })
    expect(said).toEqual([{ show: { topic: 'draft:1', cursor: [1, 2], selected: ['done'], editing: null } }])
    expect(store.getState().me).toBe(1)
  })

  it('tells of the pointer ten times a second, the newest only', () => {
    const { said, presence, hear } = open()
    hear('people', { you: 'a', me: 1, people: [] })
    for (let x = 1; x <= 1000; x += 1) {
      presence.point({ x, y: 0 })
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(EVERY_MS)
    expect(said.length).toBeLessThanOrEqual(13)
    expect(said.at(-1)?.show).toEqual({ topic: 'draft:1', cursor: [1000, 0] })
    const before = said.length
    presence.point({ x: 1000, y: 0 })
    vi.advanceTimersByTime(1000)
    expect(said).toHaveLength(before)
  })

  it('gathers nothing while the connection is away, and shows itself anew when it is back', () => {
    const { said, wire, presence, hear } = open()
    hear('people', { you: 'a', me: 1, people: [] })
    wire.stands = false
    vi.advanceTimersByTime(1000)
    for (let x = 1; x <= 50; x += 1) presence.point({ x, y: 0 })
    wire.stands = true
    vi.advanceTimersByTime(1000)
    expect(said).toHaveLength(1)
    hear('people', { you: 'c', me: 1, people: [] })
    expect(said.at(-1)?.show.cursor).toEqual([50, 0])
  })

  it('shows who comes, moves, edits and leaves', () => {
    const { store, cursors, hear } = open()
    hear('people', { you: 'a', me: 1, people: [bob] })
    hear('cursor', { page: 'b', cursor: [5, 6] })
    expect(cursors.getState().b).toMatchObject({ x: 5, y: 6 })
    hear('person', { ...bob, selected: ['done'], editing: 'done', cursor: [5, 6] })
    hear('person', { ...bob, page: 'v', person: 3, name: 'Vera', selected: ['done'] })
    expect(peersAt(store.getState().peers, 'done').map((peer) => peer.name)).toEqual(['Bob', 'Vera'])
    hear('cursor', { page: 'nobody', cursor: [1, 1] })
    expect(cursors.getState().nobody).toBeUndefined()
    hear('left', { page: 'b' })
    expect(Object.keys(store.getState().peers)).toEqual(['v'])
    expect(cursors.getState().b).toBeUndefined()
  })

  it('gives each person a colour that stays, one for all their tabs', () => {
    const { store, hear } = open()
    hear('people', { you: 'a', me: 1, people: [bob] })
    const before = store.getState().peers.b?.colour
    hear('person', { ...bob, page: 'c', person: 2 + COLOURS, name: 'Carl' })
    hear('person', { ...bob, page: 'b2' })
    const { peers } = store.getState()
    expect(peers.b?.colour).toBe(before)
    expect(peers.b2?.colour).toBe(before)
    expect(peers.c?.colour).not.toBe(before)
  })

  it('passes on what is said of the draft, of my role, and that the topic is gone', () => {
    const { ears, hear } = open()
    hear('draft', { revision: 4, by: null })
    hear('role', { role: 'viewer' })
    hear('error', { error: { code: 'not_found' } })
    expect(ears.draft).toHaveBeenCalledWith({ revision: 4, by: null })
    expect(ears.role).toHaveBeenCalledOnce()
    expect(ears.missing).toHaveBeenCalledOnce()
  })

  it('shortens names to two letters', () => {
    expect(['Alice Brown', 'bob', 'vera@example.org', 'Ж', ''].map(initials)).toEqual([
      'AB',
      'BO',
      'VE',
      'Ж',
      '?',
    ])
  })
})
