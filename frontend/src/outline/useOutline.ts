import { useMemo } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { type Outline, outlineOf } from '../graph/outline'

/** The journey as a list, with the selected port among its rows. */
export function useOutline(): { outline: Outline } {
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const shown = useEditor((state) => state.selectedPort)
  return useMemo(() => ({ outline: outlineOf(document, kinds, shown) }), [document, kinds, shown])
}
