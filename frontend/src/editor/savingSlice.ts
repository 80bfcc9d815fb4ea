import type { StateCreator } from 'zustand'
import type { JourneyDocument, Problem } from '../graph/document'
import type { Facts, Journey, JourneyState, LiveVersion } from './api'
import type { EditorState } from './store'

/** saved: the server has it. unsaved: it will be sent in a moment. kept: offline, held in this browser. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'kept' | 'conflict' | 'refused'

export interface Theirs {
  document: JourneyDocument
  revision: number
}

export interface SavingSlice {
  revision: number
  /** The document as the server last had it. */
  savedDocument: JourneyDocument
  saving: SaveState
  /** Why the server refuses to store the draft, in its words. */
  refusal: string
  theirs: Theirs | null
  problems: Problem[]
  facts: Facts
  state: JourneyState
  live: LiveVersion | null
  setSaving(saving: SaveState, refusal?: string): void
  setSaved(document: JourneyDocument, revision: number, problems: Problem[], facts: Facts): void
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
    theirs: null,
    problems: journey.draft_problems ?? [],
    facts: journey.draft_facts,
    state: journey.state,
    live: journey.live,
    setSaving: (saving, refusal = '') => set({ saving, refusal }),
    setSaved: (document, revision, problems, facts) => {
      const saving = get().document === document ? 'saved' : 'unsaved'
      set({ savedDocument: document, revision, problems, facts, saving, refusal: '', theirs: null })
    },
    setConflict: (theirs) => set({ saving: 'conflict', theirs }),
    keepMine: () => {
      const { theirs } = get()
      if (!theirs) return
      set({ revision: theirs.revision, savedDocument: theirs.document, theirs: null, saving: 'unsaved' })
    },
    takeTheirs: () => {
      const { theirs, replace } = get()
      if (!theirs) return
      set({ revision: theirs.revision, savedDocument: theirs.document, theirs: null, saving: 'saved' })
      replace(theirs.document)
    },
    setJourney: ({ state, live }) => set({ state, live }),
  })
}
