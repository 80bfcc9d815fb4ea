import '@xyflow/react/dist/base.css'
import { ConnectionLineType, ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { placesOf } from '../graph/read'
import { CanvasControls } from './CanvasControls'
import { CanvasTip } from './CanvasTip'
import classes from './canvas.module.css'
import { Dots } from './Dots'
import { DropMenu } from './DropMenu'
import { EmptyCanvas } from './EmptyCanvas'
import { FarDrawing } from './FarDrawing'
import { GroupFrames } from './GroupFrames'
import { Guides } from './Guides'
import { InsertMenu } from './InsertMenu'
import { MiniMap } from './MiniMap'
import { Notes } from './Notes'
import { Peers } from './Peers'
import { SelectionBox } from './SelectionBox'
import { StepCard } from './StepCard'
import { ArrowHead, StepEdge } from './StepEdge'
import { MANY, type StepEdge as StepEdgeType } from './toFlow'
import { useConnecting } from './useConnecting'
import { useDragging } from './useDragging'
import { useDrops } from './useDrops'
import { FarProvider, useFar, useWhole } from './useFar'
import { useFlowState } from './useFlowState'
import { useSelecting } from './useSelecting'
import { useFirstLook, useKeptPlace, useViewport } from './useViewport'
import { useMakeWays, WaysProvider } from './ways'

const NODE_TYPES = { card: StepCard }
const EDGE_TYPES = { step: StepEdge }
const NO_EDGES: StepEdgeType[] = []
/** The middle and the right button move the drawing also while the left one selects. */
const OTHER_BUTTONS = [1, 2]

/** The drawing. It reads the document from the store and gives back changes; it keeps nothing but the view. */
export const Canvas = memo(function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  )
})

function Drawing() {
  const { t } = useTranslation('editor')
  const editable = useEditor(isEditable)
  const layer = useEditor((state) => state.layer)
  const tool = useEditor((state) => state.tool)
  const map = useEditor((state) => state.map)
  const empty = useEditor((state) => placesOf(shownDocument(state)).length === 0)
  const reviewing = useEditor((state) => state.review !== null)
  const ways = useMakeWays()
  const { nodes, edges, setNodes, onNodesChange } = useFlowState()
  const { menu, closeMenu, connecting } = useConnecting()
  const drops = useDrops(ways)
  const dragging = useDragging(ways, onNodesChange)
  const selecting = useSelecting(dragging.onNodesChange, dragging.onDragStart)
  const far = useFar()
  const plain = far && layer === 'draft'
  const whole = useWhole() && plain
  const frame = useRef<HTMLElement>(null)
  useViewport()
  useFirstLook()
  useKeptPlace()
  return (
    <section
      ref={frame}
      className={classes.canvas}
      data-layer={layer}
      data-review={reviewing || undefined}
      data-tool={tool}
      data-far={far || undefined}
      aria-label={t('canvas.title')}
      {...selecting.frame}
    >
      <ArrowHead />
      <WaysProvider value={ways}>
        <Dots />
        <FarProvider value={far}>
          <ReactFlow
            nodes={nodes}
            edges={plain ? NO_EDGES : edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            {...connecting}
            {...drops}
            {...dragging.flow}
            {...selecting.flow}
            onMoveStart={() => frame.current?.toggleAttribute('data-moving', true)}
            onMoveEnd={() => frame.current?.toggleAttribute('data-moving', false)}
            nodesDraggable={editable}
            nodesConnectable={editable}
            edgesFocusable={editable}
            edgesReconnectable={editable}
            disableKeyboardA11y
            deleteKeyCode={null}
            multiSelectionKeyCode={SEVERAL}
            selectionKeyCode={editable ? 'Shift' : null}
            selectionOnDrag={tool === 'box'}
            selectionMode={SelectionMode.Partial}
            panOnDrag={tool === 'box' ? OTHER_BUTTONS : true}
            connectionLineType={ConnectionLineType.SmoothStep}
            connectionRadius={36}
            reconnectRadius={14}
            minZoom={0.05}
            maxZoom={2}
            onlyRenderVisibleElements={nodes.length > MANY && !whole}
          >
            {far && <FarDrawing nodes={nodes} lines={plain} />}
            <GroupFrames nodes={nodes} setNodes={setNodes} />
            <Notes />
            <SelectionBox nodes={nodes} />
            <Guides />
            <InsertMenu />
            {map && <MiniMap nodes={nodes} />}
            <CanvasControls />
            <Peers />
          </ReactFlow>
        </FarProvider>
      </WaysProvider>
      {menu && <DropMenu drop={menu} onClose={closeMenu} />}
      <CanvasTip frame={frame} />
      {empty && layer === 'draft' && <EmptyCanvas />}
    </section>
  )
}

// Outside, for xyflow does its work again for every new array.
const SEVERAL = ['Shift', 'Meta', 'Control']
