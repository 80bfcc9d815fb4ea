import { type Dispatch, type SetStateAction, useEffect, useMemo, useRef } from 'react'
import { duration } from './motion'
import type { CardNode } from './toFlow'

const ease = (part: number) => 1 - (1 - part) ** 3
const far = (a: CardNode, b: CardNode) =>
  Math.abs(a.position.x - b.position.x) > 1 || Math.abs(a.position.y - b.position.y) > 1

type Next = (before: CardNode[]) => CardNode[]

/**
 * Cards that a change puts elsewhere (tidy-up, align, undo, room for a new step) glide there, so that one
 * sees where they went. A drag ends where it is, and so does not.
 */
export function useGlide(setNodes: Dispatch<SetStateAction<CardNode[]>>) {
  const running = useRef(0)
  useEffect(() => () => cancelAnimationFrame(running.current), [])
  return useMemo(() => {
    const glide = (from: Map<string, CardNode>, to: CardNode[], start: number, time: number) => {
      running.current = requestAnimationFrame((now) => {
        const part = Math.min(1, (now - start) / time)
        setNodes(part < 1 ? between(from, to, ease(part)) : to)
        if (part < 1) glide(from, to, start, time)
      })
    }
    return (next: Next) => {
      cancelAnimationFrame(running.current)
      setNodes((before) => {
        const after = next(before)
        const time = duration()
        const from = new Map(before.map((node) => [node.id, node]))
        const moved = time > 0 && after.some((node) => far(node, from.get(node.id) ?? node))
        if (!moved) return same(before, after) ? before : after
        cancelAnimationFrame(running.current)
        glide(from, after, performance.now(), time)
        return between(from, after, 0)
      })
    }
  }, [setNodes])
}

const same = (a: CardNode[], b: CardNode[]) =>
  a.length === b.length && a.every((node, index) => node === b[index])

function between(from: Map<string, CardNode>, to: CardNode[], part: number): CardNode[] {
  return to.map((node) => {
    const start = from.get(node.id)
    if (!start || !far(start, node)) return node
    const at = (a: number, b: number) => a + (b - a) * part
    const { x, y } = node.position
    return { ...node, position: { x: at(start.position.x, x), y: at(start.position.y, y) } }
  })
}
