import { type Connection, useConnection } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { canConnect, connect } from '../graph/operations'

/** While an edge is being drawn: whether it may end at this card; null while none is drawn. */
export function useWelcome(id: string): 'yes' | 'no' | null {
  const { store, kinds } = useFrame()
  return useConnection((connection) => {
    if (!connection.inProgress) return null
    const { fromHandle } = connection
    if (fromHandle.type !== 'source') return null
    const { document } = store.getState()
    return canConnect(document, kinds, fromHandle.nodeId, fromHandle.id ?? '', id) ? 'yes' : 'no'
  })
}

type Ends = Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null }

export function useConnecting() {
  const { store, kinds } = useFrame()
  const apply = useEditor((state) => state.apply)
  const isValid = useCallback(
    (edge: Ends) =>
      canConnect(store.getState().document, kinds, edge.source, edge.sourceHandle ?? '', edge.target),
    [store, kinds],
  )
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      apply((document) => connect(document, kinds, source, sourceHandle ?? '', target)),
    [apply, kinds],
  )
  return { isValid, onConnect }
}
