import type { StateCreator } from 'zustand'
import { diff } from '../graph/diff'
import type { JourneyDocument, Problem } from '../graph/document'
import { edgesOf, exists } from '../graph/read'
import { rebase } from '../graph/rebase'
import type { Facts, Journey, JourneyState, LiveVersion } from './api'
import type { EditorState } from './store'

/**
 * saved: the server has it. unsaved: it will be sent in a moment. kept: the server is away, held in this
 * browser. stopped: nothing is sent until somebody does something about it.
 */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'kept' | 'conflict' | 'refused' | 'stopped'

export type StopReason = 'signedOut' | 'deleted' | 'archived' | 'role'

/** A draft that somebody else saved. */
export interface Found {
  document: JourneyDocument
  revision: number
  by?: string | null
  problems?: Problem[]
  facts?: Facts
}

export interface Theirs extends Found {
  /** What both began from, where that is known. */
  base?: JourneyDocument | null
}

/** That the draft on the page was changed by somebody else, and what this meant for mine. */
export interface News {
  by: string | null
  before: JourneyDocument
  after: JourneyDocument
  /** Unsaved changes of mine were brought together with theirs. */
  joined: boolean
  /** So many of my changes can no longer be undone, since theirs touch the same places. */
  forgotten: number
}

export interface SavingSlice {
  revision: number
  /** The document as the server last had it. */
  savedDocument: JourneyDocument
  saving: SaveState
  /** Why the server refuses to store the draft, in its words. */
  refusal: string
  /** This browser holds nothing: its storage is full or forbidden. */
  unkept: boolean
  stopped: StopReason | null
  theirs: Theirs | null
  news: News | null
  problems: Problem[]
  facts: Facts
  state: JourneyState
  live: LiveVersion | null
  setSaving(saving: SaveState, refusal?: string): void
  setSaved(document: JourneyDocument, revision: number, problems: Problem[], facts: Facts): void
  setUnkept(unkept: boolean): void
  stop(reason: StopReason, words: string): void
  /** What stood in the way is gone: the work is sent again. */
  resume(): void
  /** The page goes on with what was found: as it is, or with my changes in it. */
  takeOver(found: Found, document: JourneyDocument): void
  setConflict(theirs: Theirs): void
  keepMine(): void
  takeTheirs(): void
  /** After publish, pause and the like: what the server says of the journey, the draft left alone. */
  setJourney(journey: Pick<Journey, 'state' | 'live'>): void
}

export function savingSlice(journey: Journey): StateCreator<EditorState, [], [], SavingSlice> {
  return (set, get) => ({
    revision: journey.draft_revision,
    savedDocument: journey.draft,
    saving: 'saved',
    refusal: '',
    unkept: false,
    stopped: null,
    theirs: null,
    news: null,
    problems: journey.draft_problems ?? [],
    facts: journey.draft_facts,
    state: journey.state,
    live: journey.live,
    setSaving: (saving, refusal = '') => set({ saving, refusal }),
    setSaved: (document, revision, problems, facts) => {
      const saving = get().document === document ? 'saved' : 'unsaved'
      set({ savedDocument: document, revision, problems, facts, saving, refusal: '', theirs: null })
    },
    setUnkept: (unkept) => {
      if (get().unkept !== unkept) set({ unkept })
    },
    stop: (stopped, refusal) => set({ saving: 'stopped', stopped, refusal }),
    resume: () => {
      const { stopped, document, savedDocument } = get()
      if (!stopped) return
      set({ stopped: null, refusal: '', saving: document === savedDocument ? 'saved' : 'unsaved' })
    },
    takeOver: (found, document) => {
      const { document: before, savedDocument, history, selected, selectedEdge, setAside } = get()
      const rebased = rebase(history, diff(savedDocument, found.document))
      const forgotten = history.past.length - rebased.past.length
      const joined = document !== found.document
      const by = found.by ?? null
      if (forgotten > 0) setAside({ document: before, whose: 'mine', by: null })
      set({
        ...serverSays(found),
        document,
        history: rebased,
        selected: selected.filter((id) => exists(document, id)),
        selectedEdge: edgesOf(document).some((edge) => edge.id === selectedEdge) ? selectedEdge : null,
        theirs: null,
        refusal: '',
        saving: joined ? 'unsaved' : 'saved',
        news: { by, before, after: document, joined, forgotten },
      })
    },
    setConflict: (theirs) => set({ saving: 'conflict', theirs }),
    keepMine: () => {
      const { theirs, setAside } = get()
      if (!theirs) return
      setAside({ document: theirs.document, whose: 'theirs', by: theirs.by ?? null })
      set({ ...serverSays(theirs), theirs: null, saving: 'unsaved' })
    },
    takeTheirs: () => {
      const { theirs, document, replace, setAside } = get()
      if (!theirs) return
      setAside({ document, whose: 'mine', by: null })
      set({ ...serverSays(theirs), theirs: null, saving: 'saved' })
      replace(theirs.document)
    },
    setJourney: ({ state, live }) => set({ state, live }),
  })
}

const serverSays = ({ document, revision, problems, facts }: Found) => ({
  revision,
  savedDocument: document,
  ...(problems && { problems }),
  ...(facts && { facts }),
})
