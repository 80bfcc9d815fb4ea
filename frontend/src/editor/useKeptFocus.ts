import { useEffect } from 'react'
import { useFrame } from './context'
import { focusRegion, hasDialogue, rememberFocus } from './regions'

/** Focus that nobody took: it is on the page as a whole. */
const isLost = () => {
  const { activeElement } = document
  return !activeElement || activeElement === document.body || activeElement.id === 'page'
}

/** How long a dialogue needs to go. */
const LOOKS_MS = [60, 350]

/**
 * Who works by keyboard never loses the focus: when what had it is deleted or closed, it goes to what is
 * selected, else back to where it was, else to the stage. A click on nothing is left alone.
 */
export function useKeptFocus(): void {
  const { store } = useFrame()
  useEffect(() => {
    let byKey = false
    let last: HTMLElement | null = null
    let selectedThen = store.getState().selected
    let timers: number[] = []
    const restore = () => {
      if (!byKey || !last || !isLost() || hasDialogue()) return
      const { selected, viewport } = store.getState()
      const only = selected.length === 1 ? selected[0] : undefined
      const stays = last.isConnected && last.getClientRects().length > 0
      if (only !== undefined && (selected !== selectedThen || !stays)) viewport?.show(only)
      else if (stays) last.focus()
      else focusRegion('stage')
    }
    const look = () => {
      for (const timer of timers) window.clearTimeout(timer)
      timers = LOOKS_MS.map((delay) => window.setTimeout(restore, delay))
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest('[role="dialog"]')) return
      last = target
      selectedThen = store.getState().selected
      rememberFocus(target)
    }
    const onKey = () => {
      byKey = true
      look()
    }
    const onPointer = () => {
      byKey = false
    }
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keyup', onKey, { capture: true })
    document.addEventListener('pointerdown', onPointer, { capture: true })
    const stop = store.subscribe(look)
    return () => {
      stop()
      for (const timer of timers) window.clearTimeout(timer)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keyup', onKey, { capture: true })
      document.removeEventListener('pointerdown', onPointer, { capture: true })
    }
  }, [store])
}
