import { applyNodeChanges, type NodeChange } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { move } from '../graph/operations'
import { type CardNode, type StepEdge, toEdges, toNodes } from './toFlow'

/** A card that was measured needs its guessed handles no more. */
function measured(node: CardNode): CardNode {
  if (!node.handles || !node.measured?.width) return node
  const { handles: _, ...rest } = node
  return rest
}

const byId = (nodes: CardNode[]) => new Map(nodes.map((node) => [node.id, node]))

/**
 * The document as xyflow wants it. While a card is dragged its place lives here only; the drop is one
 * change of the document, and so one entry of the history.
 */
export function useFlowState() {
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const selected = useEditor((state) => state.selected)
  const selectedEdge = useEditor((state) => state.selectedEdge)
  const former = useEditor((state) => state.marks?.former)
  const apply = useEditor((state) => state.apply)
  const [nodes, setNodes] = useState<CardNode[]>(() => toNodes(document, kinds, new Set(selected), new Map()))

  useEffect(() => {
    setNodes((before) => toNodes(document, kinds, new Set(selected), byId(before)))
  }, [document, kinds, selected])

  const drawn = useRef<Map<string, StepEdge>>(new Map())
  const edges = useMemo(() => {
    const next = toEdges(document, kinds, selectedEdge, drawn.current, former)
    drawn.current = new Map(next.map((edge) => [edge.id, edge]))
    return next
  }, [document, kinds, selectedEdge, former])

  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    const own = changes.filter((change) => change.type === 'position' || change.type === 'dimensions')
    if (own.length) setNodes((before) => applyNodeChanges(own, before).map(measured))
  }, [])

  const onNodeDragStop = useCallback(
    (_: unknown, __: unknown, dragged: CardNode[]) => {
      const positions = Object.fromEntries(dragged.map((node) => [node.id, node.position]))
      apply((current) => move(current, positions))
    },
    [apply],
  )
  return { nodes, edges, onNodesChange, onNodeDragStop }
}
