import { useEditor } from '../editor/context'
import { stepOf, useProblems, useQuiet } from '../editor/problems'
import { type Problem, severityOf } from '../graph/document'
import { ProblemLine } from './ProblemLine'
import { useFix } from './useFix'

const standsAtField = (problem: Problem) =>
  severityOf(problem) === 'error' && /^\/(steps|triggers)\/[^/]+\/config\/./.test(problem.path)

/** What is wrong with a place as a whole; what is wrong with a field stands at the field. */
export function PlaceProblems({ id }: { id: string }) {
  const away = useEditor((state) => state.layer !== 'draft' || state.review !== null)
  const isQuiet = useQuiet()
  const fixOf = useFix()
  const problems = useProblems().filter((problem) => stepOf(problem) === id)
  // A field that is not filled in yet shows no error, so it is named here.
  const shown = problems.filter((problem) => !standsAtField(problem) || isQuiet(problem) || fixOf(problem))
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
