import type { JourneyDocument } from './document'

/** The events that start a run: what its entry event can be. */
export function startsOf(document: JourneyDocument): string[] {
  const names = Object.values(document.triggers).map(({ config }) => config.event)
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))]
}
