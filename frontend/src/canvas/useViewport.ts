import { getViewportForBounds, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { focusWhenSeen } from '../editor/regions'
import { shownDocument } from '../editor/store'
import { CARD_HEIGHT, CARD_WIDTH } from '../graph/layout'
import { placesOf } from '../graph/read'
import { boundsOf } from './drawing'
import { duration } from './motion'

/** Lends the canvas's view to the commands, and focuses what is shown, so that the keyboard goes on there. */
export function useViewport(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const { store, kinds } = useFrame()
  const setViewport = useEditor((state) => state.setViewport)

  useEffect(() => {
    // By the document, not by what xyflow has measured or where a card glides just now.
    const look = (ids?: string[], room = FIT) => {
      const { width, height } = size()
      const document = shownDocument(store.getState())
      const bounds = boundsOf(document, kinds, ids ?? null)
      if (!bounds) return
      const view = getViewportForBounds(bounds, width, height, room.minZoom, room.maxZoom, room.padding)
      void flow.setViewport(view, { duration: duration() })
    }
    const size = () => ({ width: api.getState().width, height: api.getState().height })
    const inView = (x: number, y: number) => {
      const { x: left, y: top, zoom } = flow.getViewport()
      const [sx, sy] = [x * zoom + left, y * zoom + top]
      const { width, height } = size()
      return sx >= 0 && sy >= 0 && sx + CARD_WIDTH * zoom <= width && sy + CARD_HEIGHT * zoom <= height
    }
    const cardOf = (id: string) =>
      api.getState().domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    const show = (id: string, { focus } = { focus: true }) => {
      // A card that was just added is drawn with the next frame.
      if (focus) focusWhenSeen(() => cardOf(id))
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const node = flow.getNode(id)
          if (!node) return
          const { x, y } = node.position
          if (!inView(x, y)) {
            const zoom = Math.max(flow.getZoom(), 0.7)
            void flow.setCenter(x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, { zoom, duration: duration() })
          }
        }),
      )
    }
    setViewport({
      fit: () => look(),
      fitTo: (ids) => look(ids, { ...FIT, maxZoom: 1.25 }),
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
  }, [flow, api, store, kinds, setViewport])
}

/** What is in the middle stays there when a panel beside the drawing opens or closes. */
export function useKeptMiddle(): void {
  const flow = useReactFlow()
  const width = useStore((state) => state.width)
  const before = useRef(width)
  useEffect(() => {
    const by = before.current === 0 ? 0 : width - before.current
    before.current = width
    if (by === 0) return
    const { x, y, zoom } = flow.getViewport()
    void flow.setViewport({ x: x + by / 2, y, zoom })
  }, [flow, width])
}

/**
 * The first look: all of it when that can be read, otherwise its beginning at a size that can.
 * Once per drawing, when xyflow knows how much room there is.
 */
export function useFirstLook(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const { store, kinds } = useFrame()
  const ready = useStore((state) => state.width > 0 && state.nodes.length > 0 && state.panZoom !== null)
  const looked = useRef(false)
  useEffect(() => {
    if (!ready || looked.current) return
    looked.current = true
    const { width, height } = api.getState()
    const document = shownDocument(store.getState())
    const bounds = boundsOf(document, kinds, null)
    if (!bounds) return
    const room = height - MARGIN - FOOT
    const whole = Math.min((width - 2 * MARGIN) / bounds.width, room / bounds.height)
    const zoom = Math.min(1, Math.max(whole, Math.min(LEGIBLE, (width - 32) / CARD_WIDTH)))
    const wide = bounds.width * zoom > width - 2 * MARGIN
    const first = wide ? firstOf(document.layout, placesOf(document), bounds) : bounds.x + bounds.width / 2
    const tall = bounds.height * zoom > room
    const y = tall ? MARGIN - bounds.y * zoom : MARGIN + room / 2 - (bounds.y + bounds.height / 2) * zoom
    void flow.setViewport({ x: width / 2 - first * zoom, y, zoom })
  }, [ready, flow, api, store, kinds])
}

/** What cannot be shown whole begins with the place that stands highest. */
function firstOf(
  layout: Record<string, { x: number; y: number }>,
  ids: string[],
  whole: { x: number },
): number {
  const highest = ids.flatMap((id) => layout[id] ?? []).sort((a, b) => a.y - b.y || a.x - b.x)[0]
  return (highest?.x ?? whole.x) + CARD_WIDTH / 2
}

const MARGIN = 48
const LEGIBLE = 0.7

/** The lowest row is kept free of the buttons below, and of its numbers. */
const FOOT = 84

const FIT = {
  padding: { x: '40px', top: '40px', bottom: `${FOOT}px` } as const,
  maxZoom: 1,
  minZoom: 0.05,
}
