import type { Kinds } from './catalogue'
import { resolve } from './defaults'
import type { JourneyDocument, Problem } from './document'
import { portNames } from './edges'
import { edgesOf, isTrigger, kindOf, place, placesOf, reachableFrom } from './read'
import { say } from './say'

/**
 * What can be seen without asking the server, shown until its answer comes and while offline.
 * The codes are the server's, so that the two lists do not say the same thing twice.
 */
export function localProblems(document: JourneyDocument, kinds: Kinds): Problem[] {
  return [
    ...noTrigger(document),
    ...unreachable(document),
    ...brokenEdges(document, kinds),
    ...missing(document, kinds),
  ]
}

function noTrigger(document: JourneyDocument): Problem[] {
  if (Object.keys(document.triggers).length) return []
  const message = say('problem.noTrigger')
  return [{ path: '/triggers', code: 'no_trigger', message, severity: 'error', step: null }]
}

function unreachable(document: JourneyDocument): Problem[] {
  const reached = reachableFrom(document, Object.keys(document.triggers))
  return Object.keys(document.steps)
    .filter((id) => !reached.has(id))
    .map((id) => ({
      path: `/steps/${id}`,
      code: 'unreachable',
      message: say('problem.unreachable'),
      severity: 'warning' as const,
      step: id,
    }))
}

function brokenEdges(document: JourneyDocument, kinds: Kinds): Problem[] {
  const problems: Problem[] = []
  for (const edge of edgesOf(document)) {
    const path = isTrigger(document, edge.source)
      ? `/triggers/${edge.source}/next`
      : `/steps/${edge.source}/next/${edge.port}`
    if (!document.steps[edge.target]) {
      const message = say('problem.noTarget', { target: edge.target })
      problems.push({ path, code: 'no_target', message, severity: 'error', step: edge.source })
    } else if (!portNames(document, kinds, edge.source).includes(edge.port)) {
      const message = say('problem.deadPort', { port: edge.port })
      problems.push({ path, code: 'dead_port', message, severity: 'error', step: edge.source })
    }
  }
  return problems
}

function missing(document: JourneyDocument, kinds: Kinds): Problem[] {
  const problems: Problem[] = []
  for (const id of placesOf(document)) {
    const kind = kindOf(document, kinds, id)
    const found = place(document, id)
    if (!kind || !found) continue
    const schema = resolve(kind.schema, kind.schema)
    for (const name of schema.required ?? []) {
      const value = found.config[name]
      if (value !== undefined && value !== null && value !== '') continue
      const title = schema.properties?.[name]?.title ?? name
      const branch = isTrigger(document, id) ? 'triggers' : 'steps'
      const path = `/${branch}/${id}/config/${name}`
      problems.push({
        path,
        code: 'missing',
        message: say('problem.missing', { field: title }),
        severity: 'error',
        step: id,
      })
    }
  }
  return problems
}
