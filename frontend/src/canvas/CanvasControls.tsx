import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLayoutDashboard, IconMap, IconMinus, IconPlus, IconZoomScan } from '@tabler/icons-react'
import { Panel, useViewport } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { type Command, fit, tidyUp, zoomIn, zoomOut } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import classes from './canvas.module.css'

/** Bottom left: zoom, fit, tidy, minimap. */
export function CanvasControls({ map, onMap }: { map: boolean; onMap: () => void }) {
  const { t } = useTranslation('editor')
  const editable = useEditor(isEditable)
  const { zoom } = useViewport()
  return (
    <Panel position="bottom-left" className={classes.controls}>
      <Control command={zoomOut} icon={IconMinus} />
      <span className={`${classes.zoom} num`}>{Math.round(zoom * 100)} %</span>
      <Control command={zoomIn} icon={IconPlus} />
      <Control command={fit} icon={IconZoomScan} />
      {editable && <Control command={tidyUp} icon={IconLayoutDashboard} />}
      <Tooltip label={t('canvas.minimap')}>
        <ActionIcon
          onClick={onMap}
          aria-label={t('canvas.minimap')}
          aria-pressed={map}
          data-on={map || undefined}
        >
          <IconMap size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Panel>
  )
}

function Control({ command, icon: Icon }: { command: Command; icon: typeof IconPlus }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const label = t(command.label)
  const key = command.keys[0] ? ` (${command.keys[0]})` : ''
  return (
    <Tooltip label={label + key}>
      <ActionIcon onClick={() => void command.run(frame)} aria-label={label}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
