/** Problems that only say that something is not finished yet: shown quietly until one publishes. */
import type { JourneyDocument, Problem } from './document'
import { incoming } from './read'

const STEP = /^\/steps\/([^/]+)$/

export function isUnfinished(problem: Problem, document: JourneyDocument): boolean {
  if (problem.code === 'missing' || problem.code === 'no_step') return true
  if (problem.code === 'no_trigger') return Object.keys(document.steps).length === 0
  if (problem.code !== 'unreachable') return false
  // A step that nothing leads to was just put there; one in a chain that lost its start is worth a warning.
  const id = problem.step ?? STEP.exec(problem.path)?.[1]
  return id !== undefined && id !== null && incoming(document, id).length === 0
}
