/** The small steps that operations are made of. What does not change is shared with the document before. */
import type { CanvasLook, JourneyDocument, Step, Trigger } from './document'
import { isStep, isTrigger } from './read'

/** What an operation made, and the document that has it. */
export interface Added {
  document: JourneyDocument
  id: string
}

export function without<V>(record: Record<string, V>, key: string): Record<string, V> {
  if (!Object.hasOwn(record, key)) return record
  const { [key]: _, ...rest } = record
  return rest
}

export function withStep(
  document: JourneyDocument,
  id: string,
  change: (step: Step) => Step,
): JourneyDocument {
  const step = isStep(document, id) && document.steps[id]
  return step ? { ...document, steps: { ...document.steps, [id]: change(step) } } : document
}

export function withTrigger(
  document: JourneyDocument,
  id: string,
  change: (trigger: Trigger) => Trigger,
): JourneyDocument {
  const trigger = isTrigger(document, id) && document.triggers[id]
  return trigger ? { ...document, triggers: { ...document.triggers, [id]: change(trigger) } } : document
}

const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** A look with nothing in it is left out, so that a document looks the same before and after. */
export function withLook(
  document: JourneyDocument,
  change: { [K in keyof CanvasLook]: CanvasLook[K] | undefined },
): JourneyDocument {
  const { canvas, ...rest } = document
  const look = Object.entries({ ...canvas, ...change }).filter(([, value]) => !isEmpty(value))
  return look.length > 0 ? { ...rest, canvas: Object.fromEntries(look) } : rest
}
