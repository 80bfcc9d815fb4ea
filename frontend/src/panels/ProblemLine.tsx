import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../graph/document'
import { severityOf } from '../graph/document'
import classes from './panels.module.css'

interface ProblemLineProps {
  problem: Problem
  place?: string
  onJump?: () => void
}

/** One problem in words; a button where it can take one to its place. */
export function ProblemLine({ problem, place, onJump }: ProblemLineProps) {
  const { t } = useTranslation('editor')
  const severity = severityOf(problem)
  const Icon = severity === 'info' ? IconInfoCircle : IconAlertTriangle
  const inside = (
    <>
      <span className={classes.problemIcon} data-severity={severity}>
        <Icon size={16} role="img" aria-label={t(`severity.${severity}`)} />
      </span>
      <span>
        {problem.message}
        {place && <span className={classes.problemPlace}>{place}</span>}
      </span>
    </>
  )
  if (!onJump) return <div className={classes.problem}>{inside}</div>
  return (
    <button type="button" className={classes.problem} onClick={onJump}>
      {inside}
    </button>
  )
}
