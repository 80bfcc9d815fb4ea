import { Handle, type NodeProps, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { markOfPlace } from '../editor/marksSlice'
import { isEditable } from '../editor/store'
import { ENTRY } from '../graph/spots'
import { StepIcon } from '../steps/StepIcon'
import { CardNumbers } from './CardNumbers'
import classes from './canvas.module.css'
import { MarkSign } from './MarkSign'
import markClasses from './marks.module.css'
import { PortRow } from './PortRow'
import { ProblemBadge } from './ProblemBadge'
import { usePointing } from './pointing'
import type { CardNode } from './toFlow'
import { useDrawnFar } from './useFar'

type CardProps = NodeProps<CardNode>

/** One trigger or step. Where it stands is xyflow's affair, so a card that only moves is not drawn again. */
export const StepCard = memo(
  function StepCard(props: CardProps) {
    return useDrawnFar() ? <FarCard {...props} /> : <NearCard {...props} />
  },
  (a, b) => a.id === b.id && a.data === b.data && a.selected === b.selected,
)

/** What it is, what it is called, what it does in words, and where it leads. */
function NearCard({ id, data, selected }: CardProps) {
  const { t } = useTranslation('editor')
  const editable = useEditor(isEditable)
  const mark = useEditor((state) => markOfPlace(state, id))
  const { face } = data
  const led = useStore((state) => (state.connectionLookup.get(`${id}-target`)?.size ?? 0) > 0)
  const right = data.direction === 'right'
  return (
    <div
      className={`${classes.card} ${markClasses.card}`}
      data-mark={mark}
      data-selected={selected || undefined}
      data-family={data.family}
      data-direction={data.direction}
      data-welcome={useWelcome(id)}
    >
      {!data.trigger && (
        <Handle
          type="target"
          position={right ? Position.Left : Position.Top}
          className={classes.target}
          style={right ? { top: ENTRY } : undefined}
          isConnectable={editable}
          // Where an edge comes in, its end is what one takes hold of.
          isConnectableStart={!led}
        />
      )}
      <div className={classes.kind}>
        <StepIcon icon={face.icon} group={data.family} size={20} />
        <span className={classes.kindName}>{face.kind}</span>
      </div>
      <div className={classes.name} data-lines={face.titleLines}>
        {face.title}
      </div>
      {face.summaryLines > 0 && (
        <div className={classes.summary} data-lines={face.summaryLines}>
          {data.unknown ? t('card.unknownKind') : face.summary}
        </div>
      )}
      <PortRow id={id} data={data} editable={editable} />
      <ProblemBadge id={id} />
      <MarkSign mark={mark} />
      <CardNumbers id={id} data={data} />
    </div>
  )
}

/** From far away FarDrawing paints it; here is only what takes the pointer. */
function FarCard({ id, data }: CardProps) {
  return <div className={classes.farTouch} data-family={data.family} data-welcome={useWelcome(id)} />
}

/** While an edge is being drawn: whether it may end here. */
const useWelcome = (id: string): 'yes' | 'no' | undefined =>
  usePointing(({ targets }) => (targets ? (targets.has(id) ? 'yes' : 'no') : undefined))
