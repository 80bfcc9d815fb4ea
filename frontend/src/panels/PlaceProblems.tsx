import { useEditor } from '../editor/context'
import { stepOf, useProblems } from '../editor/problems'
import { type Problem, severityOf } from '../graph/document'
import { ProblemLine } from './ProblemLine'

const standsAtField = (problem: Problem) =>
  severityOf(problem) === 'error' && /^\/(steps|triggers)\/[^/]+\/config\/./.test(problem.path)

/** What is wrong with a place as a whole; what is wrong with a field stands at the field. */
export function PlaceProblems({ id }: { id: string }) {
  const layer = useEditor((state) => state.layer)
  const problems = useProblems().filter((problem) => stepOf(problem) === id && !standsAtField(problem))
  if (layer !== 'draft' || problems.length === 0) return null
  return (
    <div>
      {problems.map((problem) => (
        <ProblemLine key={`${problem.path} ${problem.code}`} problem={problem} />
      ))}
    </div>
  )
}
