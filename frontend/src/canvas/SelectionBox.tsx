import { ActionIcon, Tooltip } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useStore, ViewportPortal } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { keyWords } from '../editor/keys'
import { isEditable } from '../editor/store'
import { type Box, boundsOf } from '../graph/arrange'
import { CARD_WIDTH } from '../graph/layout'
import { besideBox, inset, overlap, shownAt } from '../graph/room'
import classes from './canvas.module.css'
import { SELECTION_TOOLS, type SelectionTool } from './selectionTools'
import type { CardNode } from './toFlow'

const ROOM = 12

/** Around several selected cards a box, and beside it what can be done to all of them. */
export function SelectionBox({ nodes }: { nodes: CardNode[] }) {
  const editable = useEditor(isEditable)
  const zoom = useStore((state) => state.transform[2])
  const selecting = useStore((state) => state.userSelectionActive)
  const selected = nodes.filter((node) => node.selected)
  if (selected.length < 2) return null
  const inside = boundsOf(
    selected.map(({ position, data }) => ({ ...position, width: CARD_WIDTH, height: data.face.height })),
  )
  if (!inside) return null
  const box = inset(inside, -ROOM)
  return (
    <>
      <ViewportPortal>
        <div
          className={classes.selectionBox}
          style={{
            transform: `translate(${box.x}px, ${box.y}px)`,
            width: box.width,
            height: box.height,
            borderWidth: 1 / zoom,
          }}
        />
      </ViewportPortal>
      {editable && !selecting && <Tools box={box} count={selected.length} />}
    </>
  )
}

/** Between the box and the bar. */
const GAP = 8

/** It stays within the drawing's window while any of the selection is in it. */
function Tools({ box, count }: { box: Box; count: number }) {
  const { t } = useTranslation('canvas')
  const transform = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const { ref, width: barWidth, height: barHeight } = useElementSize()
  const [x, y, zoom] = transform
  const window = { x: 0, y: 0, width, height }
  const shown = shownAt(box, { x, y, zoom })
  if (!overlap(shown, window)) return null
  const around = { ...shown, y: shown.y - GAP, height: shown.height + 2 * GAP }
  const at = besideBox(around, { width: barWidth, height: barHeight }, inset(window, GAP))
  return (
    <div
      ref={ref}
      className={`${classes.selectionTools} nopan nodrag`}
      style={{ transform: `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` }}
    >
      <div
        ref={ref}
        className={classes.selectionBar}
        role="toolbar"
        aria-label={t('selection', { n: count })}
      >
        {SELECTION_TOOLS.map((tool) => (
          <Tool key={tool.command.id} tool={tool} />
        ))}
      </div>
    </div>
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
