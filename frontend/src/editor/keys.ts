import { useEffect } from 'react'
import { COMMANDS, type Command } from './commands'
import { useFrame } from './context'
import { focusRegion, regionOf } from './regions'

const WRITES =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="listbox"], [role="menu"]'
const FLOATS = '[role="dialog"]'
const ACTS = 'button, a, summary, [role="tab"], [role="radio"], [role="switch"], [role="slider"]'
/** A note, or the title of a group, is a place of the drawing although it is a button: only to press it is its own. */
const LOOK = '[data-note], [data-group]'
const PRESS = /^(Enter| )$/
/** Keys that belong to the part that has the focus, unless that is a place on the stage, or nothing. */
const OWN = /^(Shift\+)?(Enter|Escape|Delete|Backspace|Home|End| |Arrow\w+)$/

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { code?: string }

/** "Mod+Shift+Z" for the keys that are down, so that it can be compared with a command's keys. */
export function chordOf(event: KeyEvent): string {
  const key = event.key.length === 1 ? latin(event).toUpperCase() : event.key
  const letter = /^[A-Z0-9]$/.test(key)
  const shift = event.shiftKey && (letter || key.length > 1)
  return [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+')
}

/** On a keyboard of other letters, or with Alt, which writes signs on a Mac: what stands on the key. */
const latin = ({ key, code, altKey }: KeyEvent) =>
  (altKey || /[\u0250-\uffff]/.test(key)) && code?.startsWith('Key') ? code.slice(3) : key

/** "!" and the like are what Shift+1 gives on most keyboards; the digit counts. */
const digitOf = (event: KeyboardEvent) =>
  event.shiftKey && /^Digit\d$/.test(event.code) ? { ...pick(event), key: event.code.slice(5) } : event

const pick = ({ ctrlKey, metaKey, shiftKey, altKey, key }: KeyboardEvent): KeyEvent => ({
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
  key,
})

export const commandFor = (chord: string): Command | undefined =>
  COMMANDS.find((command) => command.keys.includes(chord))

/** Whether the key means something to what has the focus. */
function isTaken(chord: string, focus: Element | null): boolean {
  if (!focus || focus === document.body) return false
  if (focus.closest(WRITES) || focus.closest(FLOATS)) return true
  if (focus.closest(LOOK)) return PRESS.test(chord)
  const region = regionOf(focus)
  return OWN.test(chord) && (focus.closest(ACTS) !== null || (region !== undefined && region !== 'stage'))
}

/** Escape in a part beside the stage leads back to it; an open list takes it for itself. */
function leavesFor(chord: string, focus: Element | null): boolean {
  const region = regionOf(focus)
  return chord === 'Escape' && region !== undefined && region !== 'stage' && !focus?.closest(FLOATS)
}

/** Keys of the whole editor; those of a text field are left to it, but for commands that work everywhere. */
export function useKeys(): void {
  const frame = useFrame()
  useEffect(() => {
    let listOpen = false
    const onCapture = (event: KeyboardEvent) => {
      listOpen = event.target instanceof Element && event.target.matches('[aria-expanded="true"]')
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const chord = chordOf(digitOf(event))
      const focus = event.target instanceof Element ? event.target : null
      if (leavesFor(chord, focus) && !listOpen) {
        event.preventDefault()
        focusRegion('stage')
        return
      }
      const command = commandFor(chord)
      if (!command || command.native) return
      if (isTaken(chord, focus) && !command.everywhere) return
      event.preventDefault()
      if (command.enabled(frame.store.getState())) void command.run(frame)
    }
    window.addEventListener('keydown', onCapture, { capture: true })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onCapture, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [frame])
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)
const SIGNS: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** "Mod+Z" as this keyboard says it. */
export const keyWords = (chord: string): string =>
  chord
    .split(/\+(?=.)/)
    .map((key) => (key === 'Mod' ? (isMac() ? '⌘' : 'Ctrl') : (SIGNS[key] ?? key)))
    .join('+')
