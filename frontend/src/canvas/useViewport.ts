import { getViewportForBounds, useNodesInitialized, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor } from '../editor/context'
import { CARD_HEIGHT, CARD_WIDTH } from '../graph/layout'

const MOTION = 180
const duration = () => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION)

/** Lends the canvas's view to the commands, and focuses what is shown, so that the keyboard goes on there. */
export function useViewport(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const setViewport = useEditor((state) => state.setViewport)

  useEffect(() => {
    const size = () => ({ width: api.getState().width, height: api.getState().height })
    const inView = (x: number, y: number) => {
      const { x: left, y: top, zoom } = flow.getViewport()
      const [sx, sy] = [x * zoom + left, y * zoom + top]
      const { width, height } = size()
      return sx >= 0 && sy >= 0 && sx + CARD_WIDTH * zoom <= width && sy + CARD_HEIGHT * zoom <= height
    }
    const show = (id: string, { focus } = { focus: true }) => {
      // A card that was just added is drawn with the next frame.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const node = flow.getNode(id)
          if (!node) return
          const { x, y } = node.position
          if (!inView(x, y)) {
            const zoom = Math.max(flow.getZoom(), 0.7)
            void flow.setCenter(x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, { zoom, duration: duration() })
          }
          if (!focus) return
          const element = api
            .getState()
            .domNode?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
          if (element instanceof HTMLElement) element.focus({ preventScroll: true })
        }),
      )
    }
    setViewport({
      // Not fitView, which counts only the cards that were measured.
      fit: () => {
        const { width, height } = size()
        const bounds = flow.getNodesBounds(flow.getNodes())
        const view = getViewportForBounds(bounds, width, height, FIT.minZoom, FIT.maxZoom, FIT.padding)
        void flow.setViewport(view, { duration: duration() })
      },
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      show,
      centre: () => {
        const { width, height } = size()
        const { x, y, zoom } = flow.getViewport()
        return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom }
      },
    })
    return () => setViewport(null)
  }, [flow, api, setViewport])
}

/**
 * The first look: all of it when that can be read, otherwise its beginning at a size that can.
 * Once per drawing, when xyflow has measured the cards.
 */
export function useFirstLook(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const ready = useNodesInitialized()
  const looked = useRef(false)
  useEffect(() => {
    if (!ready || looked.current) return
    looked.current = true
    const { width, height } = api.getState()
    const bounds = flow.getNodesBounds(flow.getNodes())
    const whole = Math.min((width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN) / bounds.height)
    const zoom = Math.min(1, Math.max(whole, Math.min(LEGIBLE, (width - 32) / CARD_WIDTH)))
    const x = width / 2 - (bounds.x + bounds.width / 2) * zoom
    const tall = bounds.height * zoom > height - 2 * MARGIN
    const y = tall ? MARGIN - bounds.y * zoom : height / 2 - (bounds.y + bounds.height / 2) * zoom
    void flow.setViewport({ x, y, zoom })
  }, [ready, flow, api])
}

const MARGIN = 48
const LEGIBLE = 0.7

const FIT = { padding: 0.15, maxZoom: 1, minZoom: 0.05 }
