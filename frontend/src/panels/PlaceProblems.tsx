import { useEditor } from '../editor/context'
import { stepOf, useProblems } from '../editor/problems'
import { ProblemLine } from './ProblemLine'

/** What is wrong with a place as a whole; what is wrong with a field stands at the field. */
export function PlaceProblems({ id }: { id: string }) {
  const layer = useEditor((state) => state.layer)
  const problems = useProblems().filter(
    (problem) => stepOf(problem) === id && !/^\/(steps|triggers)\/[^/]+\/config\/./.test(problem.path),
  )
  if (layer !== 'draft' || problems.length === 0) return null
  return (
    <div>
      {problems.map((problem) => (
        <ProblemLine key={`${problem.path} ${problem.code}`} problem={problem} />
      ))}
    </div>
  )
}
