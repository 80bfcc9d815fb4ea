import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { markOfPlace } from '../editor/marksSlice'
import { isEditable, shownDocument } from '../editor/store'
import { lookOf } from '../graph/palette'
import { summaryOf } from '../graph/ports'
import { place } from '../graph/read'
import { familyOf, StepIcon } from '../steps/StepIcon'
import { CardNumbers } from './CardNumbers'
import classes from './canvas.module.css'
import { MarkSign } from './MarkSign'
import markClasses from './marks.module.css'
import { PortRow } from './PortRow'
import { ProblemBadge } from './ProblemBadge'
import type { CardNode } from './toFlow'
import { useWelcome } from './useConnecting'

/** One trigger or step: what it is, what it is called, what it does in words, and where it leads. */
export const StepCard = memo(function StepCard({ id, data, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const found = useEditor((state) => place(shownDocument(state), id))
  const editable = useEditor(isEditable)
  const welcome = useWelcome(id)
  const mark = useEditor((state) => markOfPlace(state, id))
  useMovedPorts(id, data.ports.map((port) => port.name).join(' '))

  if (!found) return null
  const kind = data.trigger ? kinds.trigger(found.kind) : kinds.step(found.kind)
  const look = kind ? lookOf(kind, found.config) : { title: found.kind, icon: '' }
  const group = data.trigger ? 'trigger' : (kind?.group ?? 'flow')
  const summary = kind ? summaryOf(kind, found.config) : t('card.unknownKind')
  return (
    <div
      className={`${classes.card} ${markClasses.card}`}
      data-mark={mark}
      data-selected={selected || undefined}
      data-family={familyOf(group)}
      data-welcome={welcome ?? undefined}
    >
      {!data.trigger && (
        <Handle type="target" position={Position.Top} className={classes.target} isConnectable={editable} />
      )}
      <div className={classes.kind}>
        <StepIcon icon={look.icon} group={group} size={20} />
        <span className={classes.kindName}>{look.title}</span>
      </div>
      <div className={classes.name}>{found.name || summary || look.title}</div>
      {found.name && summary && <div className={classes.summary}>{summary}</div>}
      <PortRow id={id} ports={data.ports} />
      <ProblemBadge id={id} />
      <MarkSign mark={mark} />
      <CardNumbers id={id} trigger={data.trigger} />
    </div>
  )
})

/**
 * xyflow measures handles when it first sees a card, and must look again when ports come, go or change
 * their order. Not at first, though: every look costs all cards something.
 */
function useMovedPorts(id: string, ports: string): void {
  const update = useUpdateNodeInternals()
  const measured = useRef(ports)
  useEffect(() => {
    if (measured.current === ports) return
    measured.current = ports
    update(id)
  }, [id, ports, update])
}
