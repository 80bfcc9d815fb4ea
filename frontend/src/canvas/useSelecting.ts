import type { Edge, NodeChange } from '@xyflow/react'
import { type FocusEvent, type MouseEvent, useMemo, useRef } from 'react'
import { useFrame } from '../editor/context'
import type { CardNode } from './toFlow'

const ADDING = (event: MouseEvent) => event.shiftKey || event.metaKey || event.ctrlKey

type OnChange = (changes: NodeChange<CardNode>[]) => void
type OnDragStart = (dragged: CardNode[]) => void

/** Selection lives in the store: by click, by a box, by focus from the keyboard, and by click on nothing. */
export function useSelecting(onNodesChange: OnChange, onDragStart: OnDragStart) {
  const { store } = useFrame()
  const boxing = useRef(false)
  return useMemo(() => {
    const toggle = (id: string) => {
      const { selected, select } = store.getState()
      select(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id])
    }
    const take = (changes: NodeChange<CardNode>[]) => {
      const { selected, select } = store.getState()
      const next = new Set(selected)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) next.add(change.id)
        else next.delete(change.id)
      }
      select([...next])
    }
    return {
      flow: {
        elementsSelectable: true,
        selectNodesOnDrag: false,
        onNodesChange: (changes: NodeChange<CardNode>[]) => {
          // What xyflow selects by itself counts only while a box is drawn; the rest is decided here.
          if (boxing.current) take(changes)
          onNodesChange(changes)
        },
        onSelectionStart: () => {
          boxing.current = true
          store.getState().select([])
        },
        onSelectionEnd: () => {
          boxing.current = false
        },
        onNodeClick: (event: MouseEvent, node: CardNode) =>
          ADDING(event) ? toggle(node.id) : store.getState().select([node.id]),
        onNodeDragStart: (_: unknown, node: CardNode, dragged: CardNode[]) => {
          onDragStart(dragged)
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
  }, [store, onNodesChange, onDragStart])
}
