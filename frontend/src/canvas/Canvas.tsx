import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { placesOf } from '../graph/read'
import { CanvasControls } from './CanvasControls'
import classes from './canvas.module.css'
import { DropMenu } from './DropMenu'
import { EmptyCanvas } from './EmptyCanvas'
import { Peers } from './Peers'
import { StepCard } from './StepCard'
import { ArrowHead, StepEdge } from './StepEdge'
import { MANY } from './toFlow'
import { useConnecting } from './useConnecting'
import { useDrops } from './useDrops'
import { useFlowState } from './useFlowState'
import { useSelecting } from './useSelecting'
import { useFirstLook, useViewport } from './useViewport'

const NODE_TYPES = { card: StepCard }
const EDGE_TYPES = { step: StepEdge }

/** The drawing. It reads the document from the store and gives back changes; it keeps nothing but the view. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  )
}

function Drawing() {
  const { t } = useTranslation('editor')
  const editable = useEditor(isEditable)
  const layer = useEditor((state) => state.layer)
  const reviewing = useEditor((state) => state.review !== null)
  const empty = useEditor((state) => placesOf(shownDocument(state)).length === 0)
  const [map, setMap] = useState(false)
  const { nodes, edges, onNodesChange, onNodeDragStop } = useFlowState()
  const { isValid, onConnect } = useConnecting()
  const { drop, closeDrop, onDragOver, onDrop, onConnectEnd } = useDrops()
  const selecting = useSelecting()
  const frame = useRef<HTMLElement>(null)
  useViewport()
  useFirstLook()
  return (
    <section
      className={classes.canvas}
      data-layer={layer}
      data-review={reviewing || undefined}
      aria-label={t('canvas.title')}
      {...selecting.frame}
    >
      <ArrowHead />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStop={onNodeDragStop}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValid}
        onDragOver={onDragOver}
        onDrop={onDrop}
        {...selecting.flow}
        onMoveStart={() => frame.current?.toggleAttribute('data-moving', true)}
        onMoveEnd={() => frame.current?.toggleAttribute('data-moving', false)}
        nodesDraggable={editable}
        nodesConnectable={editable}
        edgesFocusable={editable}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode={null}
        connectionRadius={36}
        snapToGrid
        snapGrid={[20, 20]}
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements={nodes.length > MANY}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        {map && <MiniMap pannable zoomable className={classes.minimap} ariaLabel={t('canvas.minimap')} />}
        <CanvasControls map={map} onMap={() => setMap(!map)} />
        <Peers />
      </ReactFlow>
      {drop && <DropMenu drop={drop} onClose={closeDrop} />}
      {empty && layer === 'draft' && <EmptyCanvas />}
    </section>
  )
}
