import { type RefObject, useEffect } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { focusWhenSeen } from '../editor/regions'
import { CARD_WIDTH } from '../graph/layout'
import { placeKey, portKey } from '../graph/outline'

/** Lends the list to the commands in place of the canvas: to show something is to scroll to its row. */
export function useOutlineViewport(frame: RefObject<HTMLElement | null>): void {
  const { store } = useFrame()
  const setViewport = useEditor((state) => state.setViewport)
  useEffect(() => {
    const rowOf = (id: string) => {
      const { selectedPort } = store.getState()
      const key = selectedPort?.source === id ? portKey(id, selectedPort.port) : placeKey(id)
      return frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    }
    const show = (id: string, { focus } = { focus: true }) => {
      // A row that was just added is drawn with the next frame.
      if (focus) focusWhenSeen(() => rowOf(id))
      requestAnimationFrame(() =>
        requestAnimationFrame(() => rowOf(id)?.scrollIntoView({ block: 'nearest' })),
      )
    }
    const nothing = () => undefined
    setViewport({ fit: nothing, fitTo: nothing, zoomIn: nothing, zoomOut: nothing, show, centre })
    return () => setViewport(null)

    /** Below the drawing, where a step that nothing leads to is seen. */
    function centre() {
      const spots = Object.values(store.getState().document.layout)
      const left = Math.min(...spots.map((spot) => spot.x), 0)
      return { x: left + CARD_WIDTH / 2, y: Math.max(...spots.map((spot) => spot.y), -200) + 200 }
    }
  }, [store, frame, setViewport])
}
