import { ViewportPortal } from '@xyflow/react'
import { type Dispatch, type KeyboardEvent, type SetStateAction, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { isEditable, numberedDocument, shownDocument } from '../editor/store'
import type { Box } from '../graph/arrange'
import type { Group, JourneyDocument } from '../graph/document'
import { frameAround } from '../graph/groups'
import { changeGroup, move } from '../graph/operations'
import { exists, groupsOf } from '../graph/read'
import { CARD_WIDTH } from '../graph/spots'
import { NUMBERS_ROW } from './drawing'
import classes from './looks.module.css'
import { rounded } from './rounding'
import type { CardNode } from './toFlow'
import { useSlide } from './useSlide'

interface GroupFramesProps {
  nodes: CardNode[]
  setNodes: Dispatch<SetStateAction<CardNode[]>>
}

/** The groups behind the cards: a titled frame around its members, which moves them with it. */
export function GroupFrames({ nodes, setNodes }: GroupFramesProps) {
  const groups = useEditor((state) => groupsOf(shownDocument(state)))
  const numbered = useEditor(numberedDocument)
  const ids = Object.keys(groups)
  if (ids.length === 0) return null
  return (
    <ViewportPortal>
      {ids.map((id) => {
        const group = groups[id]
        const members = nodes.filter((node) => group?.members.includes(node.id))
        const frame = frameAround(members.map((node) => boxOf(node, numbered)))
        return (
          group &&
          frame && (
            <GroupFrame key={id} id={id} group={group} frame={frame} members={members} setNodes={setNodes} />
          )
        )
      })}
    </ViewportPortal>
  )
}

/** The card as it is drawn just now, with its numbers. */
function boxOf({ id, position, data }: CardNode, numbered: JourneyDocument | null): Box {
  const below = numbered && exists(numbered, id) ? NUMBERS_ROW : 0
  return { ...position, width: CARD_WIDTH, height: data.face.height + below }
}

interface GroupFrameProps {
  id: string
  group: Group
  frame: Box
  members: CardNode[]
  setNodes: Dispatch<SetStateAction<CardNode[]>>
}

function GroupFrame({ id, group, frame, members, setNodes }: GroupFrameProps) {
  const { t } = useTranslation('canvas')
  const editable = useEditor(isEditable)
  const selected = useEditor((state) => state.selected.includes(id))
  const select = useEditor((state) => state.select)
  const apply = useEditor((state) => state.apply)
  const [renaming, setRenaming] = useState(false)
  const from = useRef<CardNode[] | null>(null)
  const placed = (x: number, y: number) =>
    new Map((from.current ?? members).map(({ id: member, position }) => [member, rounded(position, x, y)]))
  const slide = useSlide({
    onMove: (x, y) => {
      from.current ??= members
      const places = placed(x, y)
      setNodes((before) =>
        before.map((node) => {
          const position = places.get(node.id)
          return position ? { ...node, position } : node
        }),
      )
    },
    onEnd: (x, y) => {
      const places = placed(x, y)
      from.current = null
      apply((document) => move(document, Object.fromEntries(places)))
    },
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'F2') return
    event.preventDefault()
    event.stopPropagation()
    if (editable) setRenaming(true)
  }
  return (
    <div
      className={classes.group}
      data-colour={group.colour}
      data-selected={selected || undefined}
      data-group={id}
      style={{
        transform: `translate(${frame.x}px, ${frame.y}px)`,
        width: frame.width,
        height: frame.height,
      }}
    >
      {renaming ? (
        <input
          className={`${classes.groupTitle} ${classes.groupInput} nopan nodrag nokey`}
          defaultValue={group.title}
          aria-label={t('group.title')}
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: asked for by the person who renames
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => {
            const title = event.currentTarget.value.trim()
            setRenaming(false)
            if (title !== group.title) apply((document) => changeGroup(document, id, { title }))
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Escape') event.currentTarget.value = group.title
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
          }}
        />
      ) : (
        <button
          type="button"
          className={`${classes.groupTitle} nopan nodrag nokey`}
          aria-label={t('group.name', { title: group.title || t('group.untitled') })}
          data-tip={editable ? t('group.help') : undefined}
          onClick={() => select([id])}
          onDoubleClick={() => editable && setRenaming(true)}
          onKeyDown={onKeyDown}
          {...(editable ? slide : {})}
        >
          {group.title || t('group.untitled')}
        </button>
      )}
    </div>
  )
}
