import {
  type Connection,
  type Edge as FlowEdge,
  type HandleType,
  type OnConnectEnd,
  type OnConnectStart,
  useReactFlow,
} from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import { useFrame } from '../editor/context'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { canConnect, connect, disconnect, portNames } from '../graph/operations'
import { placesOf, targetOf } from '../graph/read'
import type { Drop } from './DropMenu'
import { type Ends, pointing } from './pointing'

/** The cards that make sense at the other end: not itself, not a start, not where the port leads already. */
export function targetsOf(
  document: JourneyDocument,
  kinds: Kinds,
  source: string,
  port: string,
): Set<string> {
  const taken = targetOf(document, source, port)
  const fits = (id: string) => id !== taken && canConnect(document, kinds, source, port, id)
  return new Set(Object.keys(document.steps).filter(fits))
}

/** The cards from which a way can still lead here. */
export function sourcesOf(document: JourneyDocument, kinds: Kinds, target: string): Set<string> {
  const fits = (id: string) => {
    const port = freePort(document, kinds, id)
    return port !== undefined && canConnect(document, kinds, id, port, target)
  }
  return new Set(placesOf(document).filter(fits))
}

const idUnder = (event: MouseEvent | TouchEvent): string | null => {
  const { clientX, clientY } =
    'touches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
  const under = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node')
  return under?.getAttribute('data-id') ?? null
}

/**
 * Edges drawn by hand: from a port to a card, anywhere on it; by an end that is dragged elsewhere; into the
 * void, which asks what shall stand there.
 */
export function useConnecting() {
  const { store, kinds } = useFrame()
  const flow = useReactFlow()
  const [menu, setMenu] = useState<Drop | null>(null)
  const replugged = useRef<FlowEdge | null>(null)

  const connecting = useMemo(() => {
    const { apply } = store.getState()
    const current = () => store.getState().document
    const fits = ({ source, sourceHandle, target }: Ends) =>
      canConnect(current(), kinds, source, sourceHandle ?? '', target)
    const join = ({ source, sourceHandle, target }: Ends) =>
      apply((document) => connect(document, kinds, source, sourceHandle ?? '', target))
    const replug = (old: FlowEdge, ends: Ends) =>
      apply((document) => {
        const loose = disconnect(document, old.source, old.sourceHandle ?? '')
        const joined = connect(loose, kinds, ends.source, ends.sourceHandle ?? '', ends.target)
        return joined === loose ? document : joined
      })

    const onConnectStart: OnConnectStart = (_, { nodeId, handleId, handleType }) => {
      const document = current()
      const targets =
        handleType === 'source'
          ? targetsOf(document, kinds, nodeId ?? '', handleId ?? '')
          : sourcesOf(document, kinds, nodeId ?? '')
      pointing.setState({ targets })
    }

    const onConnectEnd: OnConnectEnd = (event, { fromHandle, toNode, toHandle, isValid }) => {
      const old = replugged.current
      pointing.setState({ targets: null })
      replugged.current = null
      if (!fromHandle || (toNode && toHandle && isValid)) return
      const under = idUnder(event)
      if (fromHandle.type === 'target') {
        const port = under && freePort(current(), kinds, under)
        if (!under || !port) return
        const ends = { source: under, sourceHandle: port, target: fromHandle.nodeId }
        if (old) replug(old, ends)
        else join(ends)
        return
      }
      const from = { source: fromHandle.nodeId, port: fromHandle.id ?? '' }
      if (under) join({ source: from.source, sourceHandle: from.port, target: under })
      else if (event instanceof MouseEvent) ask(event, from)
    }

    const ask = (event: MouseEvent, from: Drop['from']) => {
      const pane = (event.target as Element | null)?.closest('.react-flow')?.getBoundingClientRect()
      if (!pane) return
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      setMenu({ x: event.clientX - pane.left, y: event.clientY - pane.top, at, from })
    }

    return {
      isValidConnection: fits,
      onConnect: join as (connection: Connection) => void,
      onConnectStart,
      onConnectEnd,
      onReconnectStart: (_: unknown, edge: FlowEdge, _type: HandleType) => {
        replugged.current = edge
      },
      onReconnect: replug as (edge: FlowEdge, connection: Connection) => void,
    }
  }, [store, kinds, flow])
  return { menu, closeMenu: () => setMenu(null), connecting }
}

/** The port that an edge put on the body of a card leaves by: the first that leads nowhere yet. */
function freePort(document: JourneyDocument, kinds: Kinds, id: string): string | undefined {
  const ports = portNames(document, kinds, id)
  return ports.find((port) => targetOf(document, id, port) === undefined) ?? ports[0]
}
