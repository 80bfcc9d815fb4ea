/** What mends a problem, where that is plain: a change of the document, to be made and undone like any other. */
import { addWait, brokenEdge, connectTrigger, dropStep } from './drawing'
import type { Case, Fix, Fixer } from './fix'
import {
  addTimeout,
  addUnsubscribe,
  chooseTopic,
  removeSetting,
  renameAttribute,
  renameEvent,
} from './settings'

export type { Fix, FixId, FixWords, Known } from './fix'

/** By the code of the problem. One more: its function in drawing.ts or settings.ts, and a line here. */
const FIXERS: Record<string, Fixer> = {
  no_step: connectTrigger,
  no_target: brokenEdge,
  dead_port: brokenEdge,
  unreachable: dropStep,
  no_such_setting: removeSetting,
  no_topic: chooseTopic,
  unknown_topic: chooseTopic,
  unknown_event: renameEvent,
  unknown_attribute: renameAttribute,
  endless: addTimeout,
  spin: addWait,
  no_unsubscribe: addUnsubscribe,
}

export function fixFor(found: Case): Fix | null {
  const fix = FIXERS[found.problem.code]?.(found) ?? null
  return fix && fix.apply(found.document) !== found.document ? fix : null
}
