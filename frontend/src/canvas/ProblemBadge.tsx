import { IconAlertTriangle, IconCircleDotted, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuiet } from '../editor/problems'
import { type Problem, severityOf } from '../graph/document'
import classes from './canvas.module.css'
import { useMarks } from './marks'

/** One badge for all that is wrong with a place; the words are in its tip and in the inspector. */
export function ProblemBadge({ id }: { id: string }) {
  const problems = useMarks(id)
  return problems.length > 0 && <Badge problems={problems} />
}

/** Grey, and without a number, while a place is only not finished yet. */
function Badge({ problems }: { problems: Problem[] }) {
  const { t } = useTranslation('editor')
  const { t: own } = useTranslation('versions')
  const isQuiet = useQuiet()
  const worst = problems.find((problem) => !isQuiet(problem)) ?? problems[0]
  if (!worst) return null
  const quiet = isQuiet(worst)
  const severity = severityOf(worst)
  const Icon = quiet ? IconCircleDotted : severity === 'info' ? IconInfoCircle : IconAlertTriangle
  const more = problems.length > 1 ? ` ${t('card.moreProblems', { n: problems.length - 1 })}` : ''
  return (
    <span
      className={classes.badge}
      data-severity={quiet ? 'unfinished' : severity}
      data-tip={worst.message + more}
      role="img"
      aria-label={`${quiet ? own('quiet.sign') : t(`severity.${severity}`)}: ${worst.message}${more}`}
    >
      <Icon size={12} aria-hidden />
      {!quiet && problems.length > 1 && problems.length}
    </span>
  )
}
