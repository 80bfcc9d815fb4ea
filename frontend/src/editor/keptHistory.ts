/** Undo across a reload of the tab: kept in the tab's storage, for the very document that it belongs to. */
import { useEffect } from 'react'
import { canonical } from '../graph/diff'
import type { JourneyDocument } from '../graph/document'
import type { Entry, History } from '../graph/history'
import i18n from '../i18n'
import { notifyDone } from '../ui/notify'
import type { EditorStore } from './store'

interface Kept {
  /** Of the document that the history leads to. */
  print: string
  past: Entry[]
  future: Entry[]
  /** How many of the oldest did not fit. */
  lost: number
}

/** Characters; a browser gives a tab about five million. */
export const ROOM = 2_000_000
const SMALLEST = 50_000
const PAUSE_MS = 400

const key = (journey: string) => `sojourn:history:${journey}`

/** Two numbers of 32 bits over the stable text: two documents that share it are the same one. */
export function printOf(document: JourneyDocument): string {
  const text = canonical(document)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return `${text.length}:${a >>> 0}:${b >>> 0}`
}

/** Entries never change, so each is written once. */
const written = new WeakMap<Entry, string>()

function textOf(entry: Entry): string {
  const text = written.get(entry) ?? JSON.stringify(entry)
  written.set(entry, text)
  return text
}

/** As many as there is room for, the nearest first. */
function fitting(nearest: Entry[], room: number): string[] {
  const texts: string[] = []
  let left = room
  for (const entry of nearest) {
    const text = textOf(entry)
    left -= text.length
    if (left < 0) break
    texts.push(text)
  }
  return texts
}

export function keepHistory(
  journey: string,
  document: JourneyDocument,
  { past, future }: History,
  lost = 0,
  room = ROOM,
): void {
  const ahead = fitting(future, room / 2)
  const behind = fitting(past.toReversed(), room - ahead.join().length).reverse()
  const print = JSON.stringify(printOf(document))
  const missing = lost + past.length - behind.length
  try {
    if (past.length + future.length === 0) sessionStorage.removeItem(key(journey))
    else {
      const lists = `"past":[${behind.join()}],"future":[${ahead.join()}]`
      sessionStorage.setItem(key(journey), `{"print":${print},"lost":${missing},${lists}}`)
    }
  } catch {
    if (room > SMALLEST) keepHistory(journey, document, { past, future, open: null }, lost, room / 2)
    else forgetHistory(journey)
  }
}

function forgetHistory(journey: string): void {
  try {
    sessionStorage.removeItem(key(journey))
  } catch {
    // A browser that keeps nothing has nothing to forget; undo works until the reload.
  }
}

export function recallHistory(journey: string, document: JourneyDocument): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(journey)) ?? 'null') as Kept | null
    const whole = Array.isArray(kept?.past) && Array.isArray(kept.future)
    return kept && whole && kept.print === printOf(document) ? kept : null
  } catch {
    return null
  }
}

/** Takes up the history where the tab left it, and keeps it from then on. */
export function useKeptHistory(store: EditorStore, journey: string): void {
  useEffect(() => {
    const kept = recallHistory(journey, store.getState().document)
    if (kept) {
      store.setState({ history: { past: kept.past, future: kept.future, open: null } })
      if (kept.lost > 0) notifyDone(i18n.t('editor:undo.short', { n: kept.past.length }))
    }
    const lost = kept?.lost ?? 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let unwritten = false
    const write = () => {
      clearTimeout(timer)
      if (!unwritten) return
      unwritten = false
      const { document, history } = store.getState()
      keepHistory(journey, document, history, lost)
    }
    const unsubscribe = store.subscribe((state, before) => {
      if (state.history === before.history) return
      unwritten = true
      clearTimeout(timer)
      timer = setTimeout(write, PAUSE_MS)
    })
    window.addEventListener('pagehide', write)
    return () => {
      write()
      unsubscribe()
      window.removeEventListener('pagehide', write)
    }
  }, [store, journey])
}
