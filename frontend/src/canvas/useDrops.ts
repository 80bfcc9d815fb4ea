import { type OnConnectEnd, useReactFlow } from '@xyflow/react'
import { type DragEvent, useCallback, useState } from 'react'
import { addAt } from '../editor/adding'
import { useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { CARD_WIDTH } from '../graph/layout'
import { addables } from '../graph/palette'
import { DRAGGED } from '../panels/Palette'
import type { Drop } from './DropMenu'

/** What may be dropped on the canvas: an entry of the palette, or the loose end of an edge. */
export function useDrops() {
  const { store, kinds, catalogue } = useFrame()
  const flow = useReactFlow()
  const [drop, setDrop] = useState<Drop | null>(null)

  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }, [])

  const onDrop = useCallback(
    (event: DragEvent) => {
      const key = event.dataTransfer.getData(DRAGGED)
      const entry = addables(catalogue).find((candidate) => candidate.key === key)
      if (!entry || !isEditable(store.getState())) return
      event.preventDefault()
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      addAt(store, kinds, entry, { x: at.x - CARD_WIDTH / 2, y: at.y - 20 })
    },
    [catalogue, flow, kinds, store],
  )

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, connection) => {
      const { fromHandle, toNode } = connection
      if (toNode || fromHandle?.type !== 'source' || !(event instanceof MouseEvent)) return
      const pane = (event.target as Element | null)?.closest('.react-flow')?.getBoundingClientRect()
      if (!pane) return
      setDrop({
        x: event.clientX - pane.left,
        y: event.clientY - pane.top,
        at: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }),
        from: { source: fromHandle.nodeId, port: fromHandle.id ?? '' },
      })
    },
    [flow],
  )
  return { drop, closeDrop: () => setDrop(null), onDragOver, onDrop, onConnectEnd }
}
