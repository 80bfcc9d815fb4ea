import { Handle, Position } from '@xyflow/react'
import { useEditor, useFrame } from '../editor/context'
import classes from './canvas.module.css'
import { isWorded } from './cardSize'
import type { CardData } from './toFlow'

/**
 * Ports as dots on the lower or the right edge, in the order of their cases, with a word where there is
 * more than one way.
 */
export function PortRow({ id, data, editable }: { id: string; data: CardData; editable: boolean }) {
  const { kinds } = useFrame()
  const testing = useEditor((state) => state.testing)
  const pickPort = useEditor((state) => state.pickPort)
  const { ports, direction, face } = data
  const right = direction === 'right'
  const worded = isWorded(ports)
  const top = (name: string) => {
    const handle = face.handles.find((each) => each.type === 'source' && each.id === name)
    return right && !worded && handle ? { top: handle.y + handle.height / 2 - 1 } : undefined
  }
  const chosen = useEditor(({ selectedPort }) =>
    selectedPort?.source === id ? selectedPort?.port : undefined,
  )
  return (
    <div className={classes.ports} data-worded={worded || undefined}>
      {ports.map((port) => (
        <div
          key={port.name}
          className={classes.port}
          data-tone={port.tone}
          data-optional={port.optional || undefined}
          data-chosen={port.name === chosen || undefined}
        >
          {worded && (
            <span className={classes.portName} data-tip={port.title || undefined}>
              {port.title || '\u00a0'}
            </span>
          )}
          <Handle
            id={port.name}
            type="source"
            position={right ? Position.Right : Position.Bottom}
            className={classes.source}
            style={top(port.name)}
            isConnectable={editable && !testing}
            data-pickable={testing || undefined}
            onClick={testing ? () => pickPort(id, port.name, kinds) : undefined}
          />
        </div>
      ))}
    </div>
  )
}
