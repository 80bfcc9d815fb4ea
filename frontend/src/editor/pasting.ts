/** What comes from the clipboard, by key or by command; a text that is no steps is answered in words. */
import { useEffect } from 'react'
import { boundsOf, boxOf } from '../graph/arrange'
import { copy, readClipboard, type Unreadable } from '../graph/clipboard'
import type { JourneyDocument, Position } from '../graph/document'
import { removeAll } from '../graph/operations'
import { extentOf, paste } from '../graph/paste'
import { groupsOf, notesOf, placesOf } from '../graph/read'
import { onGrid } from '../graph/spots'
import i18n from '../i18n'
import { notifyError } from '../ui/notify'
import { type EditorFrame, useFrame } from './context'
import { isEditable, shownDocument } from './store'

/** The selection as text; empty while nothing that can be copied is selected. */
export function selectedText({ store }: EditorFrame): string {
  const state = store.getState()
  const document = shownDocument(state)
  const known = state.selected.filter((id) => boxOf(document, id) || groupsOf(document)[id])
  return known.length > 0 ? copy(document, known) : ''
}

export function removeSelected({ store, kinds }: EditorFrame): void {
  const { selected, apply, select } = store.getState()
  apply((document) => removeAll(document, kinds, selected))
  select([])
}

/** Puts the steps of the text into the middle of the view, or to the right of all that stands there; selected. */
export function pasteText({ store, kinds }: EditorFrame, text: string, where?: 'beside'): void {
  const { document, viewport, apply, select } = store.getState()
  const reading = readClipboard(text, kinds)
  if ('problem' in reading) {
    notifyError(new Error(wordsOf(reading.problem)))
    return
  }
  const { width, height } = extentOf(reading.fragment)
  const centre = viewport?.centre() ?? { x: 0, y: 0 }
  const middle = onGrid({ x: centre.x - width / 2, y: centre.y - height / 2 })
  const at = (where && besideAll(document)) ?? clearOf(document, middle)
  const pasted = paste(document, reading.fragment, at)
  apply(() => pasted.document)
  select(pasted.ids)
  if (where) requestAnimationFrame(() => store.getState().viewport?.fit())
}

const BESIDE = 40
const APART = 120

function besideAll(document: JourneyDocument): Position | null {
  const boxes = [...placesOf(document), ...Object.keys(notesOf(document))].flatMap(
    (id) => boxOf(document, id) ?? [],
  )
  const all = boundsOf(boxes)
  return all && onGrid({ x: all.x + all.width + APART, y: all.y })
}

/** Not exactly upon what was pasted before. */
function clearOf(document: JourneyDocument, spot: Position): Position {
  const corners = Object.values(document.layout)
  let at = spot
  while (corners.some(({ x, y }) => Math.abs(x - at.x) < BESIDE && Math.abs(y - at.y) < BESIDE)) {
    at = { x: at.x + BESIDE, y: at.y + BESIDE }
  }
  return at
}

function wordsOf(problem: Unreadable): string {
  if (problem.code !== 'unknown_kinds') return i18n.t(`editor:paste.${problem.code}`)
  const names = problem.kinds.slice(0, SHOWN).map((kind) => kind || '?')
  const kinds = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names)
  return i18n.t('editor:paste.unknown_kinds', { kinds, n: problem.kinds.length - names.length })
}

const SHOWN = 5
const WRITES = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="dialog"]'

/** Whether the keyboard is in a field, or a text of the page is marked: then the browser does what it does. */
const isText = (event: ClipboardEvent) =>
  (event.target instanceof Element && event.target.closest(WRITES) !== null) ||
  (event.type !== 'paste' && window.getSelection()?.isCollapsed === false)

/** Copy, cut and paste as the browser asks for them, so that no permission is needed. */
export function useClipboard(): void {
  const frame = useFrame()
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const text = isText(event) || event.defaultPrevented ? '' : selectedText(frame)
      if (!text) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut' && isEditable(frame.store.getState())) removeSelected(frame)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isText(event) || event.defaultPrevented || !isEditable(frame.store.getState())) return
      const text = event.clipboardData?.getData('text/plain')
      if (!text) return
      event.preventDefault()
      pasteText(frame, text)
    }
    window.addEventListener('copy', onCopy)
    window.addEventListener('cut', onCopy)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('copy', onCopy)
      window.removeEventListener('cut', onCopy)
      window.removeEventListener('paste', onPaste)
    }
  }, [frame])
}
