import { useEditor, useFrame } from '../editor/context'
import { stepOf, useQuiet } from '../editor/problems'
import type { Problem } from '../graph/document'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { ProblemLine } from './ProblemLine'
import { useFix } from './useFix'
import { useJump } from './useJump'

interface ProblemListProps {
  problems: Problem[]
  onLeave?: () => void
  /** A problem was mended, and its button is gone. */
  onFixed?: () => void
}

/** Problems with the names of their places; each leads there, and is mended where that is plain. */
export function ProblemList({ problems, onLeave, onFixed }: ProblemListProps) {
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const jump = useJump()
  const fixOf = useFix()
  const isQuiet = useQuiet()
  return problems.map((problem) => {
    const id = stepOf(problem)
    const fix = fixOf(problem)
    return (
      <ProblemLine
        key={`${problem.path} ${problem.code} ${problem.message}`}
        problem={problem}
        quiet={isQuiet(problem)}
        fix={
          fix && {
            ...fix,
            run: () => {
              fix.run()
              onFixed?.()
            },
          }
        }
        place={id !== null && exists(document, id) ? placeName(document, kinds, id) : undefined}
        onJump={() => {
          onLeave?.()
          jump(problem)
        }}
      />
    )
  })
}
