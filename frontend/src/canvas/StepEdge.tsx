import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { memo, useState } from 'react'
import { useEditor } from '../editor/context'
import { markOfEdge } from '../editor/marksSlice'
import { isEditable } from '../editor/store'
import classes from './canvas.module.css'
import { EdgeNumbers, edgeLook, useEdgeFlow } from './EdgeNumbers'
import { InsertButton } from './InsertButton'
import markClasses from './marks.module.css'
import type { StepEdge as StepEdgeType } from './toFlow'

/** A smooth step from a port to a card, with the port's name where the card is too crowded for it. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepEdgeType>) {
  const { id, source, target, sourceHandleId, data, selected } = props
  const [hovered, setHovered] = useState(false)
  const editable = useEditor(isEditable)
  const mark = useEditor((state) => markOfEdge(state, id))
  const flow = useEdgeFlow(id)
  const look = edgeLook(flow)
  const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: 12, offset: 24 })
  const label = data?.label && (data.crowded || selected || hovered) ? data.label : ''
  const active = hovered || selected
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shows what focus shows as well
    <g onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)}>
      <BaseEdge
        id={id}
        path={path}
        markerEnd={look ? look.markerEnd : 'url(#sj-arrow)'}
        interactionWidth={24}
        className={`${classes.edge} ${markClasses.edge} ${look?.className ?? ''}`}
        style={look?.style}
        data-tone={data?.tone}
        data-mark={mark}
      />
      <EdgeLabelRenderer>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the label while the pointer is on it */}
        <div
          className={classes.edgeLabel}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          onMouseEnter={() => setHovered(true)}
          onMouseLeave={() => setHovered(false)}
        >
          {label && <span className={classes.edgeWord}>{label}</span>}
          {flow && active && <EdgeNumbers flow={flow} />}
          {editable && (
            <InsertButton edge={{ source, port: sourceHandleId ?? '', target }} shown={Boolean(active)} />
          )}
        </div>
      </EdgeLabelRenderer>
    </g>
  )
})

/** The one arrow head that all edges end with. */
export function ArrowHead() {
  return (
    <svg className={classes.marker} aria-hidden="true">
      <defs>
        <marker
          id="sj-arrow"
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M1.5 1.5 L8 5 L1.5 8.5" fill="none" className={classes.arrow} />
        </marker>
      </defs>
    </svg>
  )
}
