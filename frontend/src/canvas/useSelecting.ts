import type { Edge, Node } from '@xyflow/react'
import { type FocusEvent, type MouseEvent, useMemo } from 'react'
import { useFrame } from '../editor/context'

const ADDING = (event: MouseEvent) => event.shiftKey || event.metaKey || event.ctrlKey

/** Selection lives in the store: by click, by focus from the keyboard, and by click on nothing. */
export function useSelecting() {
  const { store } = useFrame()
  return useMemo(() => {
    const toggle = (id: string) => {
      const { selected, select } = store.getState()
      select(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id])
    }
    return {
      flow: {
        elementsSelectable: true,
        selectNodesOnDrag: false,
        onNodeClick: (event: MouseEvent, node: Node) =>
          ADDING(event) ? toggle(node.id) : store.getState().select([node.id]),
        onNodeDragStart: (_: unknown, node: Node) => {
          const { selected, select } = store.getState()
          if (!selected.includes(node.id)) select([node.id])
        },
        onEdgeClick: (_: MouseEvent, edge: Edge) => store.getState().selectEdge(edge.id),
        onPaneClick: () => store.getState().select([]),
      },
      frame: {
        onFocusCapture: (event: FocusEvent) => {
          const element = event.target
          if (!element.matches(':focus-visible')) return
          const id = element.getAttribute('data-id')
          if (id && element.classList.contains('react-flow__node')) {
            if (!store.getState().selected.includes(id)) store.getState().select([id])
          } else if (id && element.classList.contains('react-flow__edge')) {
            store.getState().selectEdge(id)
          }
        },
      },
    }
  }, [store])
}
