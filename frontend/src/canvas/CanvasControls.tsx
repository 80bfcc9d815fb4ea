import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconGridDots,
  IconHandStop,
  IconLayoutDashboard,
  IconMap,
  IconMarquee2,
  IconMinus,
  IconPlus,
  IconZoomScan,
} from '@tabler/icons-react'
import { Panel, useStore } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  boxTool,
  type Command,
  fit,
  handTool,
  tidyUp,
  toggleMap,
  toggleSnap,
  zoomIn,
  zoomOut,
} from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { keyWords } from '../editor/keys'
import { isEditable } from '../editor/store'
import classes from './canvas.module.css'

/** Bottom left: what dragging does, zoom, fit, tidy, grid, map. */
export const CanvasControls = memo(function CanvasControls() {
  const editable = useEditor(isEditable)
  const { tool, snap, map } = useControls()
  return (
    <Panel position="bottom-left" className={classes.controls} data-covers="bar">
      {editable && <Control command={handTool} icon={IconHandStop} on={tool === 'hand'} />}
      {editable && <Control command={boxTool} icon={IconMarquee2} on={tool === 'box'} />}
      {editable && <span className={classes.rule} />}
      <Control command={zoomOut} icon={IconMinus} />
      <Zoom />
      <Control command={zoomIn} icon={IconPlus} />
      <Control command={fit} icon={IconZoomScan} />
      <span className={classes.rule} />
      {editable && <Control command={tidyUp} icon={IconLayoutDashboard} />}
      {editable && <Control command={toggleSnap} icon={IconGridDots} on={snap} />}
      <Control command={toggleMap} icon={IconMap} on={map} />
    </Panel>
  )
})

function useControls() {
  const tool = useEditor((state) => state.tool)
  const snap = useEditor((state) => state.snap)
  const map = useEditor((state) => state.map)
  return { tool, snap, map }
}

function Zoom() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  return <span className={`${classes.zoom} num`}>{percent} %</span>
}

interface ControlProps {
  command: Command
  icon: typeof IconPlus
  on?: boolean
}

function Control({ command, icon: Icon, on }: ControlProps) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const label = t(command.label)
  const key = command.keys[0] ? ` (${keyWords(command.keys[0])})` : ''
  return (
    <Tooltip label={label + key}>
      <ActionIcon
        onClick={() => void command.run(frame)}
        aria-label={label}
        aria-pressed={on}
        data-on={on || undefined}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
