import { ActionIcon, Tooltip } from '@mantine/core'
import { useStore, ViewportPortal } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { keyWords } from '../editor/keys'
import { isEditable } from '../editor/store'
import { boundsOf } from '../graph/arrange'
import { CARD_WIDTH } from '../graph/layout'
import classes from './canvas.module.css'
import { SELECTION_TOOLS, type SelectionTool } from './selectionTools'
import type { CardNode } from './toFlow'

const ROOM = 12

/** Around several selected cards a box, and above it what can be done to all of them. */
export function SelectionBox({ nodes }: { nodes: CardNode[] }) {
  const { t } = useTranslation('canvas')
  const editable = useEditor(isEditable)
  const zoom = useStore((state) => state.transform[2])
  const selecting = useStore((state) => state.userSelectionActive)
  const selected = nodes.filter((node) => node.selected)
  if (selected.length < 2) return null
  const box = boundsOf(
    selected.map(({ position, data }) => ({ ...position, width: CARD_WIDTH, height: data.face.height })),
  )
  if (!box) return null
  return (
    <ViewportPortal>
      <div
        className={classes.selectionBox}
        style={{
          transform: `translate(${box.x - ROOM}px, ${box.y - ROOM}px)`,
          width: box.width + 2 * ROOM,
          height: box.height + 2 * ROOM,
          borderWidth: 1 / zoom,
        }}
      />
      {editable && !selecting && (
        <div
          className={`${classes.selectionTools} nopan nodrag`}
          role="toolbar"
          aria-label={t('selection', { n: selected.length })}
          style={{
            transform: `translate(${box.x + box.width / 2}px, ${box.y - ROOM - 8 / zoom}px) scale(${1 / zoom}) translate(-50%, -100%)`,
          }}
        >
          {SELECTION_TOOLS.map((tool) => (
            <Tool key={tool.command.id} tool={tool} />
          ))}
        </div>
      )}
    </ViewportPortal>
  )
}

function Tool({ tool: { command, icon: Icon, apart } }: { tool: SelectionTool }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const enabled = useEditor(command.enabled)
  const label = t(command.label)
  const key = command.keys[0] ? ` (${keyWords(command.keys[0])})` : ''
  return (
    <>
      {apart && <span className={classes.rule} />}
      <Tooltip label={label + key}>
        <ActionIcon disabled={!enabled} onClick={() => void command.run(frame)} aria-label={label}>
          <Icon size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}
