import type { StateCreator } from 'zustand'
import type { EditorState } from './store'

/** One page of somebody who has this journey open: another person, or me in another tab. */
export interface Peer {
  page: string
  person: number
  name: string
  role: string
  selected: string[]
  editing: string | null
  /** One of the colours of presence.module.css; the same person has the same one in each tab. */
  colour: number
}

export interface PresenceSlice {
  peers: Record<string, Peer>
  /** Who I am, to know my other tabs by. */
  me: number | null
  setPeers(people: Omit<Peer, 'colour'>[], me?: number): void
  setPeer(person: Omit<Peer, 'colour'>): void
  dropPeer(page: string): void
}

export const COLOURS = 8

/** By the person, so that all see them in one colour; the next free one where two would share. */
function colourOf(person: number, known: Peer[]): number {
  const own = known.find((peer) => peer.person === person)
  if (own) return own.colour
  const taken = new Set(known.map((peer) => peer.colour))
  const wish = person % COLOURS
  const free = Array.from({ length: COLOURS }, (_, by) => (wish + by) % COLOURS).find((it) => !taken.has(it))
  return free ?? wish
}

export const presenceSlice: StateCreator<EditorState, [], [], PresenceSlice> = (set, get) => ({
  peers: {},
  me: null,
  setPeers: (people, me) => {
    const before = Object.values(get().peers)
    const peers: Record<string, Peer> = {}
    for (const person of people) {
      const colour = colourOf(person.person, [...before, ...Object.values(peers)])
      peers[person.page] = { ...person, colour }
    }
    set({ peers, me: me ?? get().me })
  },
  setPeer: (person) => {
    const { peers } = get()
    const colour = colourOf(person.person, Object.values(peers))
    set({ peers: { ...peers, [person.page]: { ...person, colour } } })
  },
  dropPeer: (page) => {
    const { [page]: _, ...peers } = get().peers
    set({ peers })
  },
})

/** Those who are at this place, the ones who edit it first. */
export function peersAt(peers: Record<string, Peer>, id: string): Peer[] {
  const here = Object.values(peers).filter((peer) => peer.editing === id || peer.selected.includes(id))
  return here.sort((a, b) => Number(b.editing === id) - Number(a.editing === id))
}
