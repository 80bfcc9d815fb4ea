import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleDotted, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../graph/document'
import { severityOf } from '../graph/document'
import classes from './panels.module.css'
import type { OfferedFix } from './useFix'

interface ProblemLineProps {
  problem: Problem
  place?: string
  /** Not wrong, only not finished yet. */
  quiet?: boolean
  fix?: OfferedFix | null
  onJump?: () => void
}

/** One problem in words; a button where it can take one to its place, and one that mends it. */
export function ProblemLine({ problem, place, quiet = false, fix, onJump }: ProblemLineProps) {
  const { t } = useTranslation('editor')
  const { t: own } = useTranslation('versions')
  const severity = severityOf(problem)
  const Icon = quiet ? IconCircleDotted : severity === 'info' ? IconInfoCircle : IconAlertTriangle
  const inside = (
    <>
      <span className={classes.problemIcon} data-severity={quiet ? 'unfinished' : severity}>
        <Icon size={16} role="img" aria-label={quiet ? own('quiet.sign') : t(`severity.${severity}`)} />
      </span>
      <span>
        {problem.message}
        {place && <span className={classes.problemPlace}>{place}</span>}
      </span>
    </>
  )
  const line = onJump ? (
    <button type="button" className={classes.problem} onClick={onJump}>
      {inside}
    </button>
  ) : (
    <div className={classes.problem}>{inside}</div>
  )
  if (!fix) return line
  return (
    <div className={classes.mended}>
      {line}
      <Button size="compact-xs" variant="light" onClick={fix.run} title={fix.label}>
        {own('fix.do')}
        <span className={classes.fixWord}>{fix.label}</span>
      </Button>
    </div>
  )
}
