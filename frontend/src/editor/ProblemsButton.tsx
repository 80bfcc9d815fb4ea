import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { severityOf } from '../graph/document'
import { useEditor } from './context'
import { useProblems } from './problems'

/** How many problems there are; opens their list. Nothing while there is none. */
export function ProblemsButton() {
  const { t } = useTranslation('editor')
  const problems = useProblems()
  const open = useEditor((state) => state.problemsOpen)
  const setOpen = useEditor((state) => state.setProblemsOpen)
  const errors = problems.filter((problem) => severityOf(problem) === 'error').length
  if (problems.length === 0) return null
  return (
    <Button
      variant="subtle"
      color={errors ? 'red' : 'orange'}
      px={8}
      leftSection={<IconAlertTriangle size={16} aria-hidden />}
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      {t('problems.count', { n: problems.length })}
    </Button>
  )
}
