import { Popover } from '@mantine/core'
import { ViewportPortal } from '@xyflow/react'
import { insertInto } from '../editor/adding'
import { useFrame } from '../editor/context'
import { StepMenu } from '../panels/StepMenu'
import { pointing, usePointing } from './pointing'

/** What shall stand in this edge? One menu for all their plus buttons. */
export function InsertMenu() {
  const { store, kinds } = useFrame()
  const inserting = usePointing((state) => state.inserting)
  if (!inserting) return null
  const close = () => pointing.setState({ inserting: null })
  const { edge, at } = inserting
  return (
    <ViewportPortal>
      <Popover
        opened
        onChange={(open) => !open && close()}
        position="right-start"
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <span style={{ position: 'absolute', left: at.x + 14, top: at.y, width: 1, height: 1 }} />
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <StepMenu
            onPick={(entry) => {
              close()
              insertInto(store, kinds, entry, edge)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </ViewportPortal>
  )
}
