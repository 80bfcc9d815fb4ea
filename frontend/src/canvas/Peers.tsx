import { useInternalNode, useReactFlow, useStore, useStoreApi, ViewportPortal } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany, useCursor, usePeers } from '../editor/company'
import { useEditor } from '../editor/context'
import peerClasses from '../editor/presence.module.css'
import type { Peer } from '../editor/presenceSlice'
import classes from './peers.module.css'

/** The others on the drawing: what they have selected, where they point, and what they edit. */
export function Peers() {
  const peers = usePeers()
  const drawn = useEditor((state) => state.layer === 'draft' && !state.review)
  usePointing(drawn && peers.length > 0)
  if (!drawn || peers.length === 0) return null
  const order = new Map<string, number>()
  const ringed = peers.flatMap((peer) =>
    [...new Set([...(peer.editing ? [peer.editing] : []), ...peer.selected])].map((id) => {
      const index = order.get(id) ?? 0
      order.set(id, index + 1)
      return { peer, id, index }
    }),
  )
  return (
    <ViewportPortal>
      <div className={classes.layer} aria-hidden>
        {ringed.map(({ peer, id, index }) => (
          <Ring key={`${peer.page} ${id}`} peer={peer} id={id} index={index} />
        ))}
        {peers.map((peer) => (
          <Pointer key={peer.page} peer={peer} />
        ))}
      </div>
    </ViewportPortal>
  )
}

function Ring({ peer, id, index }: { peer: Peer; id: string; index: number }) {
  const { t } = useTranslation('presence')
  const node = useInternalNode(id)
  if (!node) return null
  const { x, y } = node.internals.positionAbsolute
  const width = node.measured.width ?? node.initialWidth ?? 0
  const height = node.measured.height ?? node.initialHeight ?? 0
  const gap = 4 + index * 4
  const editing = peer.editing === id
  return (
    <div
      className={`${peerClasses.peer} ${classes.ring}`}
      data-colour={peer.colour}
      data-peer={peer.name}
      data-at={id}
      data-editing={editing || undefined}
      style={{
        transform: `translate(${x - gap}px, ${y - gap}px)`,
        width: width + 2 * gap,
        height: height + 2 * gap,
      }}
    >
      <span className={classes.ringName} style={{ left: 8 + index * 72 }}>
        {editing ? t('here.editing', { name: peer.name }) : peer.name}
      </span>
    </div>
  )
}

const IDLE_MS = 4000

function Pointer({ peer }: { peer: Peer }) {
  const cursor = useCursor(peer.page)
  const zoom = useStore((state) => state.transform[2])
  const [idleSince, setIdleSince] = useState(0)
  const at = cursor?.at ?? 0
  useEffect(() => {
    if (at === 0) return
    const timer = setTimeout(() => setIdleSince(at), IDLE_MS)
    return () => clearTimeout(timer)
  }, [at])
  if (!cursor) return null
  return (
    <div
      className={`${peerClasses.peer} ${classes.pointer}`}
      data-colour={peer.colour}
      data-pointer={peer.name}
      data-idle={idleSince === at || undefined}
      style={{ transform: `translate(${cursor.x}px, ${cursor.y}px) scale(${1 / zoom})` }}
    >
      <svg width="16" height="18" viewBox="0 0 16 18" role="presentation">
        <path d="M1 1 L15 9.5 L8.5 11 L5.5 17 Z" className={classes.arrow} />
      </svg>
      <span className={classes.pointerName}>{peer.name}</span>
    </div>
  )
}

/** Tells the others where my pointer is, in the drawing's own measure, so that it is right at every zoom. */
function usePointing(wanted: boolean): void {
  const { point } = useCompany()
  const flow = useReactFlow()
  const api = useStoreApi()
  useEffect(() => {
    const pane = api.getState().domNode
    if (!wanted || !pane) return
    const move = (event: PointerEvent) =>
      point(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false }))
    const gone = () => point(null)
    pane.addEventListener('pointermove', move)
    pane.addEventListener('pointerleave', gone)
    window.addEventListener('blur', gone)
    return () => {
      pane.removeEventListener('pointermove', move)
      pane.removeEventListener('pointerleave', gone)
      window.removeEventListener('blur', gone)
      gone()
    }
  }, [wanted, point, flow, api])
}
