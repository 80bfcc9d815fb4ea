import { ApiError, messageOf, OFFLINE } from '../api/errors'
import { canonical } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import { merge } from '../graph/merge'
import type { Journey, Saved } from './api'
import { forget, keep, recall } from './kept'
import type { StopReason } from './savingSlice'
import type { EditorStore } from './store'

export type Loaded = Pick<Journey, 'draft' | 'draft_revision'> & Partial<Journey>

export interface Transport {
  save(document: JourneyDocument, base: number): Promise<Saved>
  load(): Promise<Loaded>
}

export interface Autosave {
  /** Sends what is unsaved at once, and resolves when the server has it or it cannot be sent. */
  flush(): Promise<void>
  /** Somebody saved: this is the newest revision, as far as is known. */
  heard(revision: number, by: string | null): void
  /** Something happened to the journey: look what. */
  look(): void
  stop(): void
}

export const PAUSE_MS = 700
export const AWAY_MS = 4000
/** How often typing is written to the browser's storage, which costs as much as the journey is large. */
export const KEEP_MS = 300
/** A base that no revision has: work kept in the middle of a conflict asks again after a reload. */
const ALWAYS_ASK = -1

const cannotReach = (error: unknown) =>
  error instanceof ApiError && (error.code === OFFLINE || error.status >= 500 || error.status === 429)
const isConflict = (error: unknown) => error instanceof ApiError && error.status === 409

function reasonToStop(error: unknown): StopReason | null {
  if (!(error instanceof ApiError)) return null
  if (error.status === 401 || error.code === 'unauthenticated') return 'signedOut'
  if (error.status === 404) return 'deleted'
  return error.status === 403 ? 'role' : null
}

/**
 * Saves the draft a moment after the last change, one request at a time, naming the revision it is based
 * on. When someone else saved, the page goes on with theirs; with unsaved changes the two are brought
 * together where they touch different places, and otherwise it stops and asks. When the server cannot be
 * reached, or does not take the work any more, the work is kept in the browser.
 */
export function startAutosave(store: EditorStore, journey: string, transport: Transport): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy: Promise<void> | null = null
  let stopped = false
  let newest = 0
  let lookFirst = false
  let said: { revision: number; by: string | null } | null = null

  let keeping: ReturnType<typeof setTimeout> | undefined

  const keepNow = () => {
    if (keeping === undefined) return
    keepLess()
    const { document, savedDocument, theirs, revision, setUnkept } = store.getState()
    const base = theirs ? ALWAYS_ASK : revision
    const from = theirs ? (theirs.base ?? undefined) : savedDocument
    setUnkept(!keep(journey, { document, base, from }))
  }
  const keepSoon = () => {
    keeping ??= setTimeout(keepNow, KEEP_MS)
  }
  const keepLess = () => {
    clearTimeout(keeping)
    keeping = undefined
  }

  const later = (pause: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void go(), pause)
  }
  const isUnsaved = () => store.getState().document !== store.getState().savedDocument

  function failed(error: unknown): void {
    const { setSaving, stop } = store.getState()
    const reason = reasonToStop(error)
    if (reason) {
      stop(reason, messageOf(error))
    } else if (cannotReach(error)) {
      if (isUnsaved()) setSaving('kept')
      later(AWAY_MS)
    } else {
      setSaving('refused', messageOf(error))
    }
  }

  /** What the server has now, against what this page has. */
  function reconcile(now: Loaded): void {
    const state = store.getState()
    if (now.state && now.live !== undefined) state.setJourney({ state: now.state, live: now.live })
    if (now.state === 'archived' && isUnsaved()) state.stop('archived', '')
    else if (now.draft_revision > (state.theirs ?? state).revision) takeIn(now)
  }

  function takeIn(now: Loaded): void {
    const { document, savedDocument, theirs, takeOver, setConflict } = store.getState()
    const found = {
      document: now.draft,
      revision: now.draft_revision,
      by: said?.revision === now.draft_revision ? said.by : null,
      problems: now.draft_problems,
      facts: now.draft_facts,
    }
    const base = theirs ? theirs.base : savedDocument
    const joined = base ? merge(base, document, found.document) : null
    if (canonical(found.document) === canonical(document)) takeOver({ ...found, document }, document)
    else if (!isUnsaved()) takeOver(found, found.document)
    else if (joined) takeOver(found, joined)
    else setConflict({ ...found, base })
  }

  async function lookUp(): Promise<void> {
    lookFirst = false
    try {
      const now = await transport.load()
      newest = Math.max(newest, now.draft_revision)
      reconcile(now)
      if (newest > now.draft_revision) newest = now.draft_revision
    } catch (error) {
      lookFirst = true
      failed(error)
    }
  }

  async function attempt(): Promise<void> {
    const { document, revision, setSaving, setSaved } = store.getState()
    setSaving('saving')
    try {
      const saved = await transport.save(document, revision)
      setSaved(document, saved.draft_revision, saved.problems ?? [], saved.facts)
    } catch (error) {
      if (isConflict(error)) await lookUp()
      else failed(error)
      // It conflicts with something that is no other draft: say what the server says.
      if (isConflict(error) && store.getState().saving === 'saving') {
        store.getState().setSaving(isUnsaved() ? 'refused' : 'saved', messageOf(error))
      }
    }
  }

  /** The next thing to do, if there is one; one at a time. */
  function go(): Promise<void> {
    clearTimeout(timer)
    if (busy) return busy
    const { theirs, revision, saving, stopped: reason } = store.getState()
    if (reason) return Promise.resolve()
    const behind = lookFirst || newest > (theirs?.revision ?? revision)
    if (!behind && (theirs || saving === 'conflict' || !isUnsaved())) return Promise.resolve()
    busy = (behind ? lookUp() : attempt()).finally(() => {
      busy = null
      const now = store.getState()
      const waits = now.saving === 'unsaved' || (now.saving === 'saved' && newest > now.revision)
      if (waits && !now.stopped) later(behind ? 0 : PAUSE_MS)
    })
    return busy
  }

  const unsubscribe = store.subscribe((state, before) => {
    const changed = state.document !== before.document && state.document !== state.savedDocument
    const decided = before.theirs !== null && state.theirs === null && state.saving === 'unsaved'
    const resumed = before.stopped !== null && state.stopped === null
    if (state.document === state.savedDocument && before.document !== before.savedDocument) {
      keepLess()
      forget(journey)
    }
    if (changed || decided) keepSoon()
    if (resumed) lookFirst = true
    if (!changed && !decided && !resumed) return
    if (state.saving === 'conflict' || state.saving === 'stopped') return
    if (changed && (state.saving === 'saved' || state.saving === 'refused')) state.setSaving('unsaved')
    later(decided || resumed ? 0 : PAUSE_MS)
  })

  const online = () => void go()
  const leaving = () => {
    keepNow()
    online()
  }
  window.addEventListener('online', online)
  window.addEventListener('pagehide', leaving)
  window.addEventListener('visibilitychange', keepNow)

  return {
    flush: async () => {
      await go()
      for (let more = 0; more < 3 && ['unsaved', 'saving'].includes(store.getState().saving); more += 1) {
        await go()
      }
    },
    heard: (revision, by) => {
      const { theirs, revision: mine } = store.getState()
      if (revision <= (theirs?.revision ?? mine)) return
      said = { revision, by }
      newest = Math.max(newest, revision)
      if (!busy) later(0)
    },
    look: () => {
      lookFirst = true
      if (!busy) later(0)
    },
    stop: () => {
      unsubscribe()
      keepNow()
      window.removeEventListener('online', online)
      window.removeEventListener('pagehide', leaving)
      window.removeEventListener('visibilitychange', keepNow)
      void go()
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Brings back what an earlier visit could not save: as unsaved work, or as a conflict when others went on. */
export function restoreKept(store: EditorStore, journey: string): void {
  const kept = recall(journey)
  if (!kept) return
  const { document, revision, state, apply, setAside, setConflict, setSaving } = store.getState()
  const same = canonical(kept.document) === canonical(document)
  if (same || state === 'archived') {
    if (!same) setAside({ document: kept.document, whose: 'mine', by: null })
    forget(journey)
    return
  }
  const current = kept.base === revision
  const joined = kept.from && !current ? merge(kept.from, kept.document, document) : null
  if (!current && !joined) setConflict({ document, revision, base: kept.from ?? null })
  apply(() => joined ?? kept.document)
  if (current || joined) setSaving('unsaved')
}
