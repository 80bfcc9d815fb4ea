import { ApiError, messageOf, OFFLINE } from '../api/errors'
import { canonical } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import type { Journey, Saved } from './api'
import { forget, keep, recall } from './kept'
import type { EditorStore } from './store'

export interface Transport {
  save(document: JourneyDocument, base: number): Promise<Saved>
  load(): Promise<Pick<Journey, 'draft' | 'draft_revision'>>
}

export interface Autosave {
  /** Sends what is unsaved at once, and resolves when the server has it or it cannot be sent. */
  flush(): Promise<void>
  stop(): void
}

export const PAUSE_MS = 700
const OFFLINE_RETRY_MS = 4000
/** A base that no revision has: work kept in the middle of a conflict asks again after a reload. */
const ALWAYS_ASK = -1

const cannotReach = (error: unknown) =>
  error instanceof ApiError && (error.code === OFFLINE || error.status >= 500)
const isConflict = (error: unknown) => error instanceof ApiError && error.status === 409

/**
 * Saves the draft a moment after the last change, one request at a time, naming the revision it is based
 * on. When someone else saved in between it stops and asks; when the server cannot be reached the work is
 * kept in the browser and tried again.
 */
export function startAutosave(store: EditorStore, journey: string, transport: Transport): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  let stopped = false

  const later = (pause: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void send(), pause)
  }

  async function conflict(): Promise<void> {
    try {
      const now = await transport.load()
      store.getState().setConflict({ document: now.draft, revision: now.draft_revision })
    } catch {
      later(OFFLINE_RETRY_MS)
    }
  }

  async function attempt(): Promise<void> {
    const { document, revision, setSaving, setSaved } = store.getState()
    setSaving('saving')
    try {
      const saved = await transport.save(document, revision)
      setSaved(document, saved.draft_revision, saved.problems ?? [], saved.facts)
      if (store.getState().document === document) forget(journey)
      else later(PAUSE_MS)
    } catch (error) {
      if (isConflict(error)) return conflict()
      if (!cannotReach(error)) return setSaving('refused', messageOf(error))
      setSaving('kept')
      later(OFFLINE_RETRY_MS)
    }
  }

  function send(): Promise<void> {
    clearTimeout(timer)
    const { saving, document, savedDocument, theirs } = store.getState()
    if (sending) return sending
    if (theirs || saving === 'conflict' || document === savedDocument) return Promise.resolve()
    sending = attempt().finally(() => {
      sending = null
    })
    return sending
  }

  const unsubscribe = store.subscribe((state, before) => {
    const changed = state.document !== before.document && state.document !== state.savedDocument
    const decided = before.theirs !== null && state.theirs === null && state.saving === 'unsaved'
    if (!changed && !decided) return
    keep(journey, { document: state.document, base: state.theirs ? ALWAYS_ASK : state.revision })
    if (state.saving === 'conflict') return
    if (state.saving === 'saved' || state.saving === 'refused') state.setSaving('unsaved')
    later(decided ? 0 : PAUSE_MS)
  })

  const online = () => void send()
  const hidden = () => void send()
  window.addEventListener('online', online)
  window.addEventListener('pagehide', hidden)

  return {
    flush: async () => {
      await send()
      if (store.getState().saving === 'unsaved') await send()
    },
    stop: () => {
      unsubscribe()
      window.removeEventListener('online', online)
      window.removeEventListener('pagehide', hidden)
      void send()
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Brings back what an earlier visit could not save: as unsaved work, or as a conflict when others went on. */
export function restoreKept(store: EditorStore, journey: string): void {
  const kept = recall(journey)
  if (!kept) return
  const { document, revision, apply, setConflict, setSaving } = store.getState()
  if (canonical(kept.document) === canonical(document)) {
    forget(journey)
    return
  }
  if (kept.base !== revision) setConflict({ document, revision })
  apply(() => kept.document)
  if (kept.base === revision) setSaving('unsaved')
}
