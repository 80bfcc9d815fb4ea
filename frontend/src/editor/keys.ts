import { useEffect } from 'react'
import { COMMANDS, type Command } from './commands'
import { useFrame } from './context'

const WRITES =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="listbox"], [role="menu"]'
/** Where Enter, space and the arrows belong to the part that has the focus. */
const ACTS = 'button, a, [role="tab"], [role="dialog"], [role="radio"], [role="switch"]'

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** "Mod+Shift+Z" for the keys that are down, so that it can be compared with a command's keys. */
export function chordOf(event: KeyEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const letter = /^[A-Z0-9]$/.test(key)
  const shift = event.shiftKey && (letter || key.length > 1)
  return [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+')
}

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

/** Keys of the whole editor; those of a text field are left to it, but for commands that work everywhere. */
export function useKeys(): void {
  const frame = useFrame()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const command = commandFor(chordOf(digitOf(event)))
      if (!command || command.native) return
      const focus = event.target instanceof Element ? event.target : null
      const busy = focus?.closest(WRITES) || (focus?.closest(ACTS) && !event.ctrlKey && !event.metaKey)
      if (busy && !command.everywhere) return
      event.preventDefault()
      if (command.enabled(frame.store.getState())) void command.run(frame)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
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
