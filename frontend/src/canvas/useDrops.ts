import { useReactFlow } from '@xyflow/react'
import { type DragEvent, useMemo } from 'react'
import { addAt, insertInto } from '../editor/adding'
import { useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { CARD_WIDTH } from '../graph/layout'
import { addables } from '../graph/palette'
import { DRAGGED, getDragged } from '../panels/dragged'
import { clearSpot, type Ways } from './drawing'
import { aimAt, pointing } from './pointing'

/** How near to an edge a drop goes into it, on the screen. */
const NEAR = 26
/** Where the pointer holds what it drags. */
export const GRIP = 20

/** An entry of the palette over the canvas: into the edge that it is held over, else where it is let go. */
export function useDrops(ways: Ways) {
  const { store, kinds, catalogue } = useFrame()
  const flow = useReactFlow()
  return useMemo(() => {
    const pointOf = (event: DragEvent) => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const hover = (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED) || !isEditable(store.getState())) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      const entry = getDragged()
      const fits = entry !== null && !entry.isTrigger
      aimAt(fits ? (ways.near(pointOf(event), NEAR / flow.getZoom())?.id ?? null) : null)
    }
    return {
      onDragOver: hover,
      // A browser that has just come to another element asks here whether a drop is welcome.
      onDragEnter: hover,
      onDragLeave: (event: DragEvent) => {
        const inside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
        if (!inside) aimAt(null)
      },
      onDrop: (event: DragEvent) => {
        const key = event.dataTransfer.getData(DRAGGED)
        const entry = addables(catalogue).find((candidate) => candidate.key === key)
        const { aimed } = pointing.getState()
        aimAt(null)
        if (!entry || !isEditable(store.getState())) return
        event.preventDefault()
        const edge = ways.edges.find(({ id }) => id === aimed)
        const at = pointOf(event)
        if (edge && !entry.isTrigger) insertInto(store, kinds, entry, edge)
        else {
          const spot = { x: at.x - CARD_WIDTH / 2, y: at.y - GRIP }
          addAt(store, kinds, entry, clearSpot(store.getState().document, kinds, spot))
        }
      },
    }
  }, [ways, store, kinds, catalogue, flow])
}
