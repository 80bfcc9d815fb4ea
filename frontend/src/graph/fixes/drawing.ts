/** Fixes of what is drawn: edges and steps. */
import type { JourneyDocument } from '../document'
import { connect, disconnect, insertOnEdge, remove } from '../operations'
import { edgesOf, exists, incoming, isTrigger, positionOf, reachableFrom, TRIGGER_PORT } from '../read'
import type { Case, Fix } from './fix'
import { keysOf } from './values'

export const idOf = ({ problem }: Case): string => problem.step ?? keysOf(problem.path)[1] ?? ''

/** To the step without a way in that stands highest: the likely first one. */
export function connectTrigger(found: Case): Fix | null {
  const { document, kinds, words } = found
  const id = idOf(found)
  const free = Object.keys(document.steps).filter((step) => incoming(document, step).length === 0)
  const choices = free.length ? free : Object.keys(document.steps)
  const target = choices.toSorted((a, b) => positionOf(document, a).y - positionOf(document, b).y)[0]
  if (!isTrigger(document, id) || target === undefined) return null
  const apply = (now: JourneyDocument) => connect(now, kinds, id, TRIGGER_PORT, target)
  return { id: 'connect', what: words.nameOf(target), apply }
}

export function brokenEdge({ problem }: Case): Fix | null {
  const [family, source, , port] = keysOf(problem.path)
  if (!source) return null
  const name = family === 'triggers' ? TRIGGER_PORT : (port ?? '')
  return { id: 'removeEdge', what: '', apply: (now) => disconnect(now, source, name) }
}

export function dropStep(found: Case): Fix | null {
  const id = idOf(found)
  if (!exists(found.document, id)) return null
  return { id: 'removeStep', what: found.words.nameOf(id), apply: (now) => remove(now, found.kinds, id) }
}

/** Into the edge by which the step comes back to itself. */
export function addWait(found: Case): Fix | null {
  const { document, kinds } = found
  const id = idOf(found)
  const wait = kinds.step('wait')
  const edge = edgesOf(document).find(
    ({ source, target }) => source === id && (target === id || reachableFrom(document, [target]).has(id)),
  )
  if (!wait || !edge) return null
  return { id: 'wait', what: '', apply: (now) => insertOnEdge(now, kinds, edge, wait).document }
}
