import { IconPlus, IconTrash } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { markOfEdge } from '../editor/marksSlice'
import { isEditable } from '../editor/store'
import { disconnect } from '../graph/operations'
import classes from './canvas.module.css'
import { EdgeNumbers, edgeLook, useEdgeFlow } from './EdgeNumbers'
import markClasses from './marks.module.css'
import { pointing, usePointing } from './pointing'
import { middleOf, type Point, pathOf } from './routing'
import type { StepEdge as StepEdgeType } from './toFlow'
import { useWays } from './ways'

type StepEdgeProps = EdgeProps<StepEdgeType>

/** From a port to a card, with the port's name where the card is too crowded for it. */
export const StepEdge = memo(function StepEdge(props: StepEdgeProps) {
  const { id, data, selected } = props
  const [hovered, setHovered] = useState(false)
  const editable = useEditor(isEditable)
  const aimed = usePointing((state) => state.aimed === id)
  const mark = useEditor((state) => markOfEdge(state, id))
  const flow = useEdgeFlow(id)
  const look = edgeLook(flow)
  const points = usePoints(props)
  const middle = middleOf(points)
  const active = hovered || Boolean(selected)
  const label = data?.label && (data.crowded || active) ? data.label : ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shows what focus shows as well
    <g onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)}>
      <BaseEdge
        id={id}
        path={pathOf(points)}
        markerEnd={look ? look.markerEnd : 'url(#sj-arrow)'}
        interactionWidth={24}
        className={`${classes.edge} ${markClasses.edge} ${look?.className ?? ''}`}
        style={look?.style}
        data-tone={data?.tone}
        data-mark={mark}
        data-aimed={aimed || undefined}
      />
      <EdgeLabelRenderer>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the label while the pointer is on it */}
        <div
          className={classes.edgeLabel}
          style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
          onMouseEnter={() => setHovered(true)}
          onMouseLeave={() => setHovered(false)}
        >
          {label && <span className={classes.edgeWord}>{label}</span>}
          {flow && <EdgeNumbers flow={flow} shown={active} />}
          {editable && <EdgeButtons edge={props} at={middle} shown={active} aimed={aimed} />}
        </div>
      </EdgeLabelRenderer>
    </g>
  )
})

/** The way found for the document; while a card moves, one that follows it. */
function usePoints({ id, source, target, sourceX, sourceY, targetX, targetY }: StepEdgeProps): Point[] {
  const ways = useWays()
  return useMemo(() => {
    const from = { x: sourceX, y: sourceY }
    const to = { x: targetX, y: targetY }
    const points = ways?.of(id) ?? []
    if (points.length > 1 && samePoint(points[0], from) && samePoint(points.at(-1), to)) return points
    return ways?.between(from, to, [source, target]) ?? [from, to]
  }, [ways, id, source, target, sourceX, sourceY, targetX, targetY])
}

const samePoint = (a: Point | undefined, b: Point) =>
  a !== undefined && Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1

interface EdgeButtonsProps {
  edge: Pick<StepEdgeProps, 'id' | 'source' | 'target' | 'sourceHandleId'>
  at: Point
  shown: boolean
  aimed: boolean
}

/** Plus and bin at the middle of an edge; the plus is there for the keyboard even while it is not drawn. */
function EdgeButtons({ edge, at, shown, aimed }: EdgeButtonsProps) {
  const { t } = useTranslation('editor')
  const { store } = useFrame()
  const port = edge.sourceHandleId ?? ''
  const insert = () =>
    pointing.setState({
      inserting: { at, edge: { id: edge.id, source: edge.source, port, target: edge.target } },
    })
  const remove = () => {
    store.getState().apply((document) => disconnect(document, edge.source, port))
    store.getState().select([])
  }
  return (
    <span className={classes.edgeButtons}>
      <button
        type="button"
        className={`${classes.plus} nodrag nopan`}
        data-shown={shown || aimed || undefined}
        data-aimed={aimed || undefined}
        data-tip={t('edge.insert')}
        aria-label={t('edge.insert')}
        onClick={insert}
      >
        <IconPlus size={14} aria-hidden />
      </button>
      {shown && (
        <button
          type="button"
          className={`${classes.plus} ${classes.bin} nodrag nopan`}
          data-shown
          data-tip={t('edge.delete')}
          aria-label={t('edge.delete')}
          onClick={remove}
        >
          <IconTrash size={13} aria-hidden />
        </button>
      )}
    </span>
  )
}

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
          markerUnits="userSpaceOnUse"
          markerWidth="11"
          markerHeight="11"
          orient="auto"
        >
          <path d="M1.5 1.5 L8 5 L1.5 8.5" fill="none" className={classes.arrow} />
        </marker>
      </defs>
    </svg>
  )
}
