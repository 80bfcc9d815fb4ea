import { applyNodeChanges, type NodeChange } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { type CardNode, type StepEdge, toEdges, toNodes } from './toFlow'
import { useGlide } from './useGlide'

const byId = (nodes: CardNode[]) => new Map(nodes.map((node) => [node.id, node]))

/**
 * The document as xyflow wants it. While a card is dragged or glides its place lives here only; the drop is
 * one change of the document, and so one entry of the history.
 */
export function useFlowState() {
  const { kinds } = useFrame()
  const { t } = useTranslation('canvas')
  const document = useEditor(shownDocument)
  const selected = useEditor((state) => state.selected)
  const selectedEdge = useEditor((state) => state.selectedEdge)
  const former = useEditor((state) => state.marks?.former)
  const role = t('card')
  const [nodes, setNodes] = useState<CardNode[]>(() =>
    toNodes(document, kinds, new Set(selected), new Map(), role),
  )
  const glide = useGlide(setNodes)

  useEffect(() => {
    glide((before) => toNodes(document, kinds, new Set(selected), byId(before), role))
  }, [document, kinds, selected, role, glide])

  const drawn = useRef<StepEdge[]>([])
  const edges = useMemo(() => {
    drawn.current = toEdges(document, kinds, selectedEdge, drawn.current, former)
    return drawn.current
  }, [document, kinds, selectedEdge, former])

  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    const moved = changes.filter((change) => change.type === 'position')
    if (moved.length) setNodes((before) => applyNodeChanges(moved, before))
  }, [])
  return { nodes, edges, setNodes, onNodesChange }
}
