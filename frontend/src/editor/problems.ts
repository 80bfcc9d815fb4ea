import { useCallback, useMemo } from 'react'
import type { Kinds } from '../graph/catalogue'
import { localProblems } from '../graph/checks'
import { type JourneyDocument, type Problem, type Severity, severityOf } from '../graph/document'
import { exists } from '../graph/read'
import { isUnfinished } from '../graph/unfinished'
import { useEditor, useFrame } from './context'
import type { EditorState } from './store'

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** The place a problem is about: what the server says, else read from its path. */
export function stepOf(problem: Problem): string | null {
  return problem.step ?? /^\/(?:steps|triggers)\/([^/]+)/.exec(problem.path)?.[1] ?? null
}

/**
 * The server's answer counts for the document it saw. Until the next answer comes, what the browser can
 * check by itself stands in, and the server's findings at places that are unchanged are kept.
 */
export function currentProblems(
  state: Pick<EditorState, 'document' | 'savedDocument' | 'problems'>,
  kinds: Kinds,
): Problem[] {
  const { document, savedDocument, problems } = state
  const found = document === savedDocument ? problems : merged(document, savedDocument, problems, kinds)
  return found.toSorted((a, b) => RANK[severityOf(a)] - RANK[severityOf(b)])
}

function merged(
  document: JourneyDocument,
  saved: JourneyDocument,
  problems: Problem[],
  kinds: Kinds,
): Problem[] {
  const still = problems.filter((problem) => {
    const step = stepOf(problem)
    if (step === null) return true
    if (!exists(document, step)) return false
    return (document.steps[step] ?? document.triggers[step]) === (saved.steps[step] ?? saved.triggers[step])
  })
  const seen = new Set(still.map(({ path }) => path))
  return [...still, ...localProblems(document, kinds).filter(({ path }) => !seen.has(path))]
}

type Seen = Pick<EditorState, 'document' | 'savedDocument' | 'problems'>
let last: { seen: Seen; found: Problem[] } | null = null

const same = (a: Problem[], b: Problem[]) =>
  a.length === b.length &&
  a.every((one, at) => one === b[at] || JSON.stringify(one) === JSON.stringify(b[at]))

/**
 * Many parts ask with every keystroke; it is worked out once, and is the same list while it says the same,
 * so that nothing is drawn again for it.
 */
function remembered(seen: Seen, kinds: Kinds): Problem[] {
  const known =
    last?.seen.document === seen.document &&
    last.seen.savedDocument === seen.savedDocument &&
    last.seen.problems === seen.problems
  if (last && known) return last.found
  const found = currentProblems(seen, kinds)
  last = { seen, found: last && same(last.found, found) ? last.found : found }
  return last.found
}

export function useProblems(): Problem[] {
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const savedDocument = useEditor((state) => state.savedDocument)
  const problems = useEditor((state) => state.problems)
  return useMemo(
    () => remembered({ document, savedDocument, problems }, kinds),
    [document, savedDocument, problems, kinds],
  )
}

/** Whether a problem is only something unfinished, and nobody has tried to publish yet. */
export function useQuiet(): (problem: Problem) => boolean {
  const document = useEditor((state) => state.document)
  const insisting = useEditor((state) => state.insisting)
  return useCallback((problem) => !insisting && isUnfinished(problem, document), [document, insisting])
}
