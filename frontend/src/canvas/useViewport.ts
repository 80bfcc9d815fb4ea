import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { focusWhenSeen } from '../editor/regions'
import type { Viewport } from '../editor/selectionSlice'
import { numberedDocument, shownDocument } from '../editor/store'
import type { Box } from '../graph/arrange'
import type { JourneyDocument } from '../graph/document'
import { boundsAround, extentOf } from '../graph/extent'
import { CARD_WIDTH } from '../graph/layout'
import { exists, placesOf } from '../graph/read'
import { centred, isInside, shownAt, slidTo, type View, viewOf, worthFor } from '../graph/room'
import { roomIn } from './covers'
import { sizesOf } from './drawing'
import { duration } from './motion'

const LEAST = 0.05
/** Smaller than this a card cannot be read. */
const LEGIBLE = 0.7
/** Kept between what comes above the drawing and its first card. */
const EDGE = 4
const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 }

/** The document as it stands and the room for it, not what xyflow has measured or where a card glides just now. */
function useShown() {
  const api = useStoreApi()
  const { store, kinds } = useFrame()
  const document = () => shownDocument(store.getState())
  const sizes = () => sizesOf(document(), kinds, numberedDocument(store.getState()))
  return {
    document,
    room: (worth?: (room: Box) => number) => {
      const { domNode } = api.getState()
      return domNode ? roomIn(domNode, worth) : NOWHERE
    },
    bounds: (ids: string[] | null) => boundsAround(document(), ids, sizes()),
    extent: (id: string) => extentOf(document(), id, sizes()),
  }
}

/** Lends the canvas's view to the commands, and focuses what is shown, so that the keyboard goes on there. */
export function useViewport(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const shown = useShown()
  const now = useRef(shown)
  now.current = shown
  const setViewport = useEditor((state) => state.setViewport)

  useEffect(() => {
    const go = (view: View) => void flow.setViewport(view, { duration: duration() })
    const look = (ids: string[] | null, most: number) => {
      const bounds = now.current.bounds(ids)
      if (bounds) go(viewOf(bounds, now.current.room(worthFor(bounds, most)), { least: LEAST, most }))
    }
    const elementOf = (id: string) => {
      const name = CSS.escape(id)
      const any = `.react-flow__node[data-id="${name}"], [data-note="${name}"] button, [data-group="${name}"] button`
      return api.getState().domNode?.querySelector<HTMLElement>(any)
    }
    const bringIn = (id: string) => {
      const { document, room: roomNow, extent } = now.current
      const [box, room, view] = [extent(id), roomNow(), flow.getViewport()]
      if (!box || isInside(shownAt(box, view), room)) return
      if (!exists(document(), id)) return go(slidTo(box, room, view))
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      go(centred(at, room, Math.max(view.zoom, LEGIBLE)))
    }
    const show: Viewport['show'] = (id, { focus } = { focus: true }) => {
      // A card that was just added is drawn with the next frame.
      if (focus) focusWhenSeen(() => elementOf(id))
      requestAnimationFrame(() => requestAnimationFrame(() => bringIn(id)))
    }
    setViewport({
      fit: () => look(null, 1),
      fitTo: (ids) => look(ids, 1.25),
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      show,
      centre: () => {
        const room = now.current.room()
        const { x, y, zoom } = flow.getViewport()
        return { x: (room.x + room.width / 2 - x) / zoom, y: (room.y + room.height / 2 - y) / zoom }
      },
    })
    return () => setViewport(null)
  }, [flow, api, setViewport])
}

/**
 * When a panel beside the drawing opens or closes: at its right, what is in the middle stays there; at its
 * left and above it, everything stays where it is on the screen, unless its beginning would go under it.
 */
export function useKeptPlace(): void {
  const flow = useReactFlow()
  const api = useStoreApi()
  const shown = useShown()
  const whole = useRef(shown.bounds)
  whole.current = shown.bounds
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const before = useRef<DOMRect | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the size changes, so may the place
  useEffect(() => {
    const last = before.current
    const now = api.getState().domNode?.getBoundingClientRect()
    if (!now || now.width === 0) return
    before.current = now
    if (!last) return
    const across = (now.right - last.right) / 2 - (now.left - last.left)
    const down = last.top - now.top
    if (across === 0 && down === 0) return
    const { x, y, zoom } = flow.getViewport()
    const top = (whole.current(null)?.y ?? 0) * zoom + y
    const hidden = top < 0 ? 0 : Math.max(0, Math.min(top, EDGE) - top - down)
    void flow.setViewport({ x: x + across, y: y + down + hidden, zoom })
  }, [flow, api, width, height])
}

/**
 * The first look: all of it when that can be read, otherwise its beginning at a size that can.
 * Once per drawing, when xyflow knows how much room there is.
 */
export function useFirstLook(): void {
  const flow = useReactFlow()
  const shown = useShown()
  const now = useRef(shown)
  now.current = shown
  const ready = useStore((state) => state.width > 0 && state.nodes.length > 0 && state.panZoom !== null)
  const looked = useRef(false)
  useEffect(() => {
    if (!ready || looked.current) return
    looked.current = true
    const { document, bounds, room } = now.current
    const whole = bounds(null)
    if (whole) void flow.setViewport(firstView(document(), whole, room(worthFor(whole, 1))))
  }, [ready, flow])
}

function firstView(document: JourneyDocument, whole: Box, room: Box): View {
  const legible = Math.min(LEGIBLE, room.width / CARD_WIDTH)
  const view = viewOf(whole, room, { least: legible, most: 1 })
  const { zoom } = view
  const first = firstOf(document, whole)
  return {
    x: whole.width * zoom > room.width ? room.x + room.width / 2 - first * zoom : view.x,
    y: whole.height * zoom > room.height ? room.y - whole.y * zoom : view.y,
    zoom,
  }
}

/** What cannot be shown whole begins with the place that stands highest. */
function firstOf(document: JourneyDocument, whole: Box): number {
  const spots = placesOf(document).flatMap((id) => document.layout[id] ?? [])
  const highest = spots.sort((a, b) => a.y - b.y || a.x - b.x)[0]
  return (highest?.x ?? whole.x) + CARD_WIDTH / 2
}
