import { Popover } from '@mantine/core'
import { addAt, type PortAt } from '../editor/adding'
import { useFrame } from '../editor/context'
import type { Position } from '../graph/document'
import { CARD_WIDTH } from '../graph/layout'
import { StepMenu } from '../panels/StepMenu'
import { clearSpot } from './drawing'

export interface Drop {
  /** On the screen, within the canvas. */
  x: number
  y: number
  /** On the drawing. */
  at: Position
  from: PortAt
}

/** An edge was let go over nothing: what shall stand there? */
export function DropMenu({ drop, onClose }: { drop: Drop; onClose: () => void }) {
  const { store, kinds } = useFrame()
  return (
    <Popover opened onChange={(open) => !open && onClose()} position="bottom" trapFocus withinPortal>
      <Popover.Target>
        <span style={{ position: 'absolute', left: drop.x, top: drop.y, width: 1, height: 1 }} />
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <StepMenu
          onPick={(entry) => {
            const spot = { x: drop.at.x - CARD_WIDTH / 2, y: drop.at.y }
            addAt(store, kinds, entry, clearSpot(store.getState().document, kinds, spot), drop.from)
            onClose()
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
