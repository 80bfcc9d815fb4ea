import type { JourneyDocument } from './document'

/** The events that start a run: what its entry event can be. */
export function startsOf(document: JourneyDocument): string[] {
  const names = Object.values(document.triggers).map(({ config }) => config.event)
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))]
}

const SENDING = new Set(['send_message', 'send_cascade'])

/** The steps that send a message, by what they are called. */
export const messagesOf = (document: JourneyDocument) =>
  Object.entries(document.steps)
    .filter(([, step]) => SENDING.has(step.kind))
    .map(([id, step]) => ({ id, title: step.name || id }))
