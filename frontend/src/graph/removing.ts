import type { Kinds } from './catalogue'
import { without } from './changing'
import type { JourneyDocument } from './document'
import { connect, disconnect, portNames } from './edges'
import { leaveGroups, ungroup } from './groups'
import { removeNote } from './notes'
import { incoming, isStep, isTrigger } from './read'

/** Takes a step out; what led to it then leads to where its first drawn port went. */
function bridge(document: JourneyDocument, kinds: Kinds, id: string): JourneyDocument {
  const onward = portNames(document, kinds, id)
    .map((port) => document.steps[id]?.next[port])
    .find((target) => target !== undefined && target !== id)
  return incoming(document, id).reduce((current, { source, port }) => {
    const joined =
      onward !== undefined && onward !== source ? connect(current, kinds, source, port, onward) : current
    return joined === current ? disconnect(current, source, port) : joined
  }, document)
}

/** Takes away a trigger, a step, a note, or the frame of a group. */
export function remove(document: JourneyDocument, kinds: Kinds, id: string): JourneyDocument {
  const layout = without(document.layout, id)
  if (isTrigger(document, id)) {
    return leaveGroups({ ...document, triggers: without(document.triggers, id), layout }, [id])
  }
  if (isStep(document, id)) {
    const next = bridge(document, kinds, id)
    return leaveGroups({ ...next, steps: without(next.steps, id), layout }, [id])
  }
  return removeNote(ungroup(document, id), id)
}

export const removeAll = (document: JourneyDocument, kinds: Kinds, ids: Iterable<string>): JourneyDocument =>
  [...ids].reduce((current, id) => remove(current, kinds, id), document)
