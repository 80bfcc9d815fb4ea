import { useEffect, useState } from 'react'
import { useStable } from '../forms/useStable'

const inDialogue = ({ target }: DragEvent) => target instanceof Element && target.closest('[role=dialog]')

/**
 * Whether a file is held over the page, and what is let go anywhere on it: the browser would open it in place
 * of the page. What takes files itself, and a dialogue, are left alone.
 */
export function useFileOver(enabled: boolean, onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false)
  const take = useStable(onFile)
  useEffect(() => {
    const ours = (event: DragEvent): DataTransfer | null => {
      const held = event.dataTransfer
      if (!held?.types.includes('Files') || event.defaultPrevented) return null
      event.preventDefault()
      if (enabled && !inDialogue(event)) return held
      held.dropEffect = 'none'
      return null
    }
    const onOver = (event: DragEvent) => setOver(ours(event) !== null)
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const onDrop = (event: DragEvent) => {
      setOver(false)
      const file = ours(event)?.files[0]
      if (file) take(file)
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [enabled, take])
  return over
}
