import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Problem, severityOf } from '../graph/document'
import { ProblemList } from './ProblemList'

interface PublishProblemsProps {
  problems: Problem[]
  /** One goes to the place of a problem, away from the dialogue. */
  onLeave: () => void
}

/** First what stands in the way of publishing, then what is worth a look. */
export function PublishProblems({ problems, onLeave }: PublishProblemsProps) {
  const { t } = useTranslation('editor')
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  const others = problems.filter((problem) => severityOf(problem) !== 'error')
  return (
    <>
      {errors.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('publish.mustFix', { n: errors.length })}
          </Text>
          <ProblemList problems={errors} onLeave={onLeave} />
        </div>
      )}
      {others.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('publish.lookAt')}
          </Text>
          <ProblemList problems={others} onLeave={onLeave} />
        </div>
      )}
    </>
  )
}
