import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { LiquidEditorProps } from './LiquidEditor'
import { type Cursor, PlainText } from './PlainText'

type Editor = ComponentType<LiquidEditorProps & { taken: () => Cursor | null }>

let known: Editor | null = null

/** Brings the editor's code, which is large, before a field is opened; what cannot be had now is asked for again. */
export async function loadLiquid(): Promise<Editor | null> {
  try {
    known ??= (await import('./LiquidEditor')).default
  } catch {
    // Offline, or a newer product: the plain field does as well.
  }
  return known
}

/** A text with Liquid in it; a plain field until the editor for it is there, which then goes on where one was. */
export function LiquidText(props: LiquidEditorProps) {
  const [Editor, setEditor] = useState(() => known)
  const left = useRef<Cursor | null>(null)
  useEffect(() => {
    if (!Editor) void loadLiquid().then((loaded) => setEditor(() => loaded))
  }, [Editor])
  if (!Editor) return <PlainText {...props} left={left} />
  const taken = () => {
    const cursor = left.current
    left.current = null
    return cursor
  }
  return <Editor {...props} taken={taken} />
}
