import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleDotted } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { severityOf } from '../graph/document'
import { useEditor } from './context'
import { useProblems, useQuiet } from './problems'

/** How many problems there are, else how much is unfinished; opens their list. Nothing while there is none. */
export function ProblemsButton() {
  const { t } = useTranslation('editor')
  const { t: own } = useTranslation('versions')
  const problems = useProblems()
  const isQuiet = useQuiet()
  const open = useEditor((state) => state.problemsOpen)
  const setOpen = useEditor((state) => state.setProblemsOpen)
  const wrong = problems.filter((problem) => !isQuiet(problem))
  const errors = wrong.some((problem) => severityOf(problem) === 'error')
  if (problems.length === 0) return null
  const Icon = wrong.length ? IconAlertTriangle : IconCircleDotted
  return (
    <Button
      variant="subtle"
      color={errors ? 'red' : wrong.length ? 'orange' : 'gray'}
      px={8}
      leftSection={<Icon size={16} aria-hidden />}
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      {wrong.length ? t('problems.count', { n: wrong.length }) : own('quiet.count', { n: problems.length })}
    </Button>
  )
}
