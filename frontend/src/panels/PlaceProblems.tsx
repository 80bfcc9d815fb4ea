import { useEditor } from '../editor/context'
import { stepOf, useProblems, useQuiet } from '../editor/problems'
import { type Problem, severityOf } from '../graph/document'
import { ProblemLine } from './ProblemLine'
import { useFix } from './useFix'

const fieldOf = (problem: Problem) =>
  severityOf(problem) === 'error'
    ? /^\/(?:steps|triggers)\/[^/]+\/config\/([^/]+)/.exec(problem.path)?.[1]
    : undefined

interface PlaceProblemsProps {
  id: string
  /** The fields that are seen below. */
  fields: string[]
}

/** What is wrong with a place as a whole, or with a field that is not seen; any other stands at its field. */
export function PlaceProblems({ id, fields }: PlaceProblemsProps) {
  const away = useEditor((state) => state.layer !== 'draft' || state.review !== null)
  const isQuiet = useQuiet()
  const fixOf = useFix()
  const problems = useProblems().filter((problem) => stepOf(problem) === id)
  const shown = problems.filter((problem) => !fields.includes(fieldOf(problem) ?? '') || fixOf(problem))
  if (away || shown.length === 0) return null
  return (
    <div>
      {shown.map((problem) => (
        <ProblemLine
          key={`${problem.path} ${problem.code}`}
          problem={problem}
          quiet={isQuiet(problem)}
          fix={fixOf(problem)}
        />
      ))}
    </div>
  )
}
