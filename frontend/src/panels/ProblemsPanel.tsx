import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { stepOf, useProblems } from '../editor/problems'
import type { Problem } from '../graph/document'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { ProblemLine } from './ProblemLine'
import classes from './panels.module.css'

/** Takes one to the place a problem is about, with the tab open that can mend it. */
export function useJump() {
  const { store } = useFrame()
  return (problem: Problem) => {
    const { reveal, select, setTab, setLayer, document } = store.getState()
    const id = stepOf(problem)
    setLayer('draft')
    if (id === null || !exists(document, id)) {
      select([])
      return
    }
    setTab(/\/config\/(html|text|subject)$/.test(problem.path) ? 'content' : 'settings')
    reveal(id)
  }
}

/** All that is wrong with the draft, the worst first. */
export function ProblemsPanel() {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const open = useEditor((state) => state.problemsOpen)
  const setOpen = useEditor((state) => state.setProblemsOpen)
  const document = useEditor((state) => state.document)
  const problems = useProblems()
  const jump = useJump()
  if (!open) return null
  return (
    <section className={classes.problems} data-region="problems" aria-label={t('problems.title')}>
      <div className={classes.problemsHead}>
        {t('problems.count', { n: problems.length })}
        <ActionIcon size="sm" onClick={() => setOpen(false)} aria-label={t('close')}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.problemsList}>
        {problems.map((problem) => {
          const id = stepOf(problem)
          const name = id !== null && exists(document, id) ? placeName(document, kinds, id) : undefined
          return (
            <ProblemLine
              key={`${problem.path} ${problem.code} ${problem.message}`}
              problem={problem}
              place={name}
              onJump={() => jump(problem)}
            />
          )
        })}
        {problems.length === 0 && <p className={classes.nothing}>{t('problems.none')}</p>}
      </div>
    </section>
  )
}
