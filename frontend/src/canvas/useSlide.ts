import { useReactFlow } from '@xyflow/react'
import { type PointerEvent, useRef } from 'react'
import { useEditor } from '../editor/context'
import { GRID } from '../graph/spots'

/** Less than this is a click. */
const LEAST = 3

interface Slide {
  onMove(x: number, y: number): void
  onEnd(x: number, y: number): void
}

/** A drag of something that is no card, in the measure of the drawing and on its grid. */
export function useSlide({ onMove, onEnd }: Slide) {
  const flow = useReactFlow()
  const snap = useEditor((state) => state.snap)
  const start = useRef<{ x: number; y: number; moved: boolean } | null>(null)
  const by = (event: PointerEvent): [number, number] => {
    const from = start.current ?? { x: 0, y: 0 }
    const zoom = flow.getZoom()
    const step = snap ? GRID : 1
    const at = (distance: number) => Math.round(distance / zoom / step) * step
    return [at(event.clientX - from.x), at(event.clientY - from.y)]
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, moved: false }
    },
    onPointerMove: (event: PointerEvent) => {
      const from = start.current
      if (!from) return
      from.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > LEAST
      if (from.moved) onMove(...by(event))
    },
    onPointerUp: (event: PointerEvent) => {
      const from = start.current
      if (from?.moved) onEnd(...by(event))
      start.current = null
    },
    onPointerCancel: () => {
      if (start.current?.moved) onEnd(0, 0)
      start.current = null
    },
  }
}
