import type { Change } from './diff'

const idsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : []

/** The ids that a change is about: below steps, triggers and layout, or among the groups and notes. */
function idsOf({ path: [part, one, two], before, after }: Change): string[] {
  const value = after ?? before
  if (part === 'canvas') {
    if (two !== undefined) return [two]
    if (one !== undefined) return one === 'direction' ? [] : idsIn(value)
    const { groups, notes } = value as { groups?: unknown; notes?: unknown }
    return [...idsIn(groups), ...idsIn(notes)]
  }
  return part === 'steps' || part === 'triggers' || part === 'layout' ? [one ?? idsIn(value)].flat() : []
}

/** More than this that only moved were tidied, and are not worth a look each. */
const MANY = 12

/** What was changed, so that it can be shown: what says something else before what stands elsewhere. */
export function changedIds(changes: Change[]): string[] {
  const said = changes.filter(({ path }) => path[0] !== 'layout')
  const ids = [...new Set(said.flatMap(idsOf))]
  if (ids.length > 0) return ids
  const moved = [...new Set(changes.flatMap(idsOf))]
  return moved.length > MANY ? [] : moved
}
