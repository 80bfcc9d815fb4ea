import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { useProblems } from '../editor/problems'
import { ProblemList } from './ProblemList'
import classes from './panels.module.css'

/** All that is wrong with the draft, the worst first. */
export function ProblemsPanel() {
  const { t } = useTranslation('editor')
  const open = useEditor((state) => state.problemsOpen)
  const setOpen = useEditor((state) => state.setProblemsOpen)
  const problems = useProblems()
  if (!open) return null
  return (
    <section className={classes.problems} aria-label={t('problems.title')}>
      <div className={classes.problemsHead}>
        {t('problems.count', { n: problems.length })}
        <ActionIcon size="sm" onClick={() => setOpen(false)} aria-label={t('close')}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.problemsList}>
        <ProblemList problems={problems} />
        {problems.length === 0 && <p className={classes.nothing}>{t('problems.none')}</p>}
      </div>
    </section>
  )
}
