/** Who else has the journey open: hears of them by the live connection, and shows them what I do. */
import type { LiveMessage } from '../api/live'
import type { Position } from '../graph/document'
import { type CursorStore, pointAt } from './cursors'
import type { Peer } from './presenceSlice'
import type { EditorStore } from './store'

export interface Wire {
  subscribe(topic: string, listener: (message: LiveMessage) => void): () => void
  say(message: object): boolean
}

/** What the draft of the journey came to, as the server says it. */
export interface DraftSaid {
  gone?: boolean
  revision?: number
  state?: string
  version?: number | null
  by: { person: number; name: string } | null
}

export interface Ears {
  draft(said: DraftSaid): void
  role(): void
  missing(): void
}

export interface Presence {
  /** Where my pointer is on the drawing, or null when it is elsewhere. */
  point(at: Position | null): void
  /** The step whose settings I am writing in. */
  edit(id: string | null): void
  stop(): void
}

export const EVERY_MS = 100
const MOST_SELECTED = 20

interface Shown {
  cursor: [number, number] | null
  selected: string[]
  editing: string | null
}

type Told = Omit<Peer, 'colour'> & { cursor: [number, number] | null }

const selectionOf = ({ selected, layer, review }: ReturnType<EditorStore['getState']>) =>
  layer === 'draft' && !review ? selected.slice(0, MOST_SELECTED) : []

export function startPresence(
  store: EditorStore,
  cursors: CursorStore,
  topic: string,
  wire: Wire,
  ears: Ears,
): Presence {
  const shown: Shown = { cursor: null, selected: selectionOf(store.getState()), editing: null }
  let untold = new Set<keyof Shown>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let here = false

  /** The newest of each, ten times a second at most; what is not heard now is told when it changes again. */
  const tell = () => {
    timer = undefined
    if (!here || untold.size === 0) return
    const news = Object.fromEntries([...untold].map((key) => [key, shown[key]]))
    untold = new Set()
    if (!wire.say({ show: { topic, ...news } })) return
    timer = setTimeout(tell, EVERY_MS)
  }
  const show = <K extends keyof Shown>(key: K, value: Shown[K]) => {
    if (shown[key] === value || String(shown[key]) === String(value)) return
    shown[key] = value
    untold.add(key)
    if (timer === undefined) tell()
  }

  const takePerson = ({ cursor, ...person }: Told) => {
    store.getState().setPeer(person)
    pointAt(cursors, person.page, cursor, Date.now())
  }
  const takePeople = ({ people, me }: { people: Told[]; me: number }) => {
    store.getState().setPeers(
      people.map(({ cursor: _, ...person }) => person),
      me,
    )
    cursors.setState({}, true)
    for (const person of people) pointAt(cursors, person.page, person.cursor, Date.now())
    here = true
    untold = new Set(['cursor', 'selected', 'editing'])
    clearTimeout(timer)
    tell()
  }

  const unsubscribe = wire.subscribe(topic, ({ type, data }) => {
    if (type === 'people') takePeople(data as { people: Told[]; me: number })
    if (type === 'person') takePerson(data as Told)
    if (type === 'cursor') {
      const { page, cursor } = data as { page: string; cursor: [number, number] | null }
      if (store.getState().peers[page]) pointAt(cursors, page, cursor, Date.now())
    }
    if (type === 'left') {
      const { page } = data as { page: string }
      store.getState().dropPeer(page)
      pointAt(cursors, page, null, 0)
    }
    if (type === 'draft') ears.draft(data as DraftSaid)
    if (type === 'role') ears.role()
    if (type === 'error') ears.missing()
  })
  const unwatch = store.subscribe((state) => show('selected', selectionOf(state)))

  return {
    point: (at) => show('cursor', at && [Math.round(at.x), Math.round(at.y)]),
    edit: (id) => show('editing', id),
    stop: () => {
      unsubscribe()
      unwatch()
      clearTimeout(timer)
      here = false
      store.getState().setPeers([])
    },
  }
}
