import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { useProblems, useQuiet } from '../editor/problems'
import { ProblemList } from './ProblemList'
import classes from './panels.module.css'

/** All that is wrong with the draft, the worst first; last what is only not finished yet. */
export function ProblemsPanel() {
  const { t } = useTranslation('editor')
  const { t: own } = useTranslation('versions')
  const open = useEditor((state) => state.problemsOpen)
  const setOpen = useEditor((state) => state.setProblemsOpen)
  const problems = useProblems()
  const isQuiet = useQuiet()
  const panel = useRef<HTMLElement>(null)
  const stay = () => panel.current?.focus()
  if (!open) return null
  const wrong = problems.filter((problem) => !isQuiet(problem))
  const unfinished = problems.filter(isQuiet)
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={classes.problems}
      data-covers
      aria-label={t('problems.title')}
    >
      <div className={classes.problemsHead}>
        {wrong.length > 0
          ? t('problems.count', { n: wrong.length })
          : own('quiet.count', { n: unfinished.length })}
        <ActionIcon size="sm" onClick={() => setOpen(false)} aria-label={t('close')}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.problemsList}>
        <ProblemList problems={wrong} onFixed={stay} />
        {wrong.length > 0 && unfinished.length > 0 && (
          <h3 className={classes.problemsPart}>{own('quiet.count', { n: unfinished.length })}</h3>
        )}
        <ProblemList problems={unfinished} onFixed={stay} />
        {problems.length === 0 && <p className={classes.nothing}>{t('problems.none')}</p>}
      </div>
    </section>
  )
}
