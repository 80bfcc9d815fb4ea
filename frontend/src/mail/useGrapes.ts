import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Component, type Editor, makeEditor, sourceOf } from './grapes'

const PAUSE_MS = 250
/** After these the list and the side are drawn anew. */
const NEWS =
  'component:selected component:deselected component:update component:add component:remove undo redo'

export interface Grapes {
  editor: Editor
  selected: Component | null
  canUndo: boolean
  canRedo: boolean
}

/** The drawing in its box; says the mail's source a moment after each change. */
export function useGrapes(
  box: RefObject<HTMLDivElement | null>,
  value: string,
  onChange: (mjml: string) => void,
) {
  const [grapes, setGrapes] = useState<Grapes | null>(null)
  const now = useRef({ value, onChange })
  now.current.onChange = onChange

  useEffect(() => {
    if (!box.current) return
    const editor = makeEditor(box.current, now.current.value)
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const source = sourceOf(editor)
      if (source === now.current.value) return
      now.current.value = source
      now.current.onChange(source)
    }
    const draw = () =>
      setGrapes({
        editor,
        selected: editor.getSelected() ?? null,
        canUndo: editor.UndoManager.hasUndo(),
        canRedo: editor.UndoManager.hasRedo(),
      })
    editor.onReady(() => {
      editor.UndoManager.clear()
      // What the editor writes of a mail that nobody changed is no change.
      now.current.value = sourceOf(editor)
      editor.on('update', () => {
        clearTimeout(timer)
        timer = setTimeout(tell, PAUSE_MS)
      })
      editor.on(NEWS, draw)
      draw()
    })
    return () => {
      clearTimeout(timer)
      tell()
      editor.destroy()
    }
  }, [box])
  return grapes
}
