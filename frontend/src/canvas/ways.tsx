/** The ways of the edges, found once for all who draw or aim at them. */
import { createContext, useContext, useMemo, useRef } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument, Step, Trigger } from '../graph/document'
import { portsAt } from '../graph/ports'
import { directionOf, place } from '../graph/read'
import { faceAt, Ways } from './drawing'

const Current = createContext<Ways | null>(null)
export const WaysProvider = Current.Provider
export const useWays = (): Ways | null => useContext(Current)

type Places = Record<string, Trigger | Step>

/** Whether the ways are the same: a keystroke in a form changes a step, but seldom where its edges go. */
function sameShape(a: JourneyDocument, b: JourneyDocument, kinds: Kinds): boolean {
  if (a.layout !== b.layout || directionOf(a) !== directionOf(b)) return false
  const same = (before: Places, after: Places) =>
    before === after ||
    (Object.keys(before).length === Object.keys(after).length &&
      Object.entries(after).every(([id, place]) => place === before[id] || sameEnds(a, b, kinds, id)))
  return same(a.triggers, b.triggers) && same(a.steps, b.steps)
}

function sameEnds(a: JourneyDocument, b: JourneyDocument, kinds: Kinds, id: string): boolean {
  const [before, after] = [faceAt(a, kinds, id), faceAt(b, kinds, id)]
  if (!before || !after || before.height !== after.height) return false
  const ports = (document: JourneyDocument) =>
    JSON.stringify(portsAt(document, kinds, id).map(({ name }) => name))
  const next = (document: JourneyDocument) => JSON.stringify(place(document, id)?.next ?? null)
  return ports(a) === ports(b) && next(a) === next(b)
}

export function useMakeWays(): Ways {
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const last = useRef<Ways | null>(null)
  return useMemo(() => {
    if (!last.current || !sameShape(last.current.document, document, kinds))
      last.current = new Ways(document, kinds)
    return last.current
  }, [document, kinds])
}
