import { Handle, Position } from '@xyflow/react'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import type { Port } from '../graph/ports'
import classes from './canvas.module.css'

/** Ports as dots on the lower edge, in the order of their cases, with a word where there is more than one way. */
export function PortRow({ id, ports }: { id: string; ports: Port[] }) {
  const { kinds } = useFrame()
  const testing = useEditor((state) => state.testing)
  const pickPort = useEditor((state) => state.pickPort)
  const editable = useEditor(isEditable)
  const worded = ports.some((port) => port.title)
  return (
    <div className={classes.ports} data-worded={worded || undefined}>
      {ports.map((port) => (
        <div
          key={port.name}
          className={classes.port}
          data-tone={port.tone}
          data-optional={port.optional || undefined}
        >
          {worded && (
            <span className={classes.portName} title={port.title}>
              {port.title || '\u00a0'}
            </span>
          )}
          <Handle
            id={port.name}
            type="source"
            position={Position.Bottom}
            className={classes.source}
            isConnectable={editable && !testing}
            data-pickable={testing || undefined}
            onClick={testing ? () => pickPort(id, port.name, kinds) : undefined}
          />
        </div>
      ))}
    </div>
  )
}
