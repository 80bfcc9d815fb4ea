import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { severityOf } from '../graph/document'
import classes from './canvas.module.css'
import { useMarks } from './marks'

/** One badge for all that is wrong with a place; the words are in its tip and in the inspector. */
export function ProblemBadge({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const problems = useMarks(id)
  const worst = problems[0]
  if (!worst) return null
  const severity = severityOf(worst)
  const Icon = severity === 'info' ? IconInfoCircle : IconAlertTriangle
  const more = problems.length > 1 ? ` ${t('card.moreProblems', { n: problems.length - 1 })}` : ''
  return (
    <span
      className={classes.badge}
      data-severity={severity}
      data-tip={worst.message + more}
      role="img"
      aria-label={`${t(`severity.${severity}`)}: ${worst.message}${more}`}
    >
      <Icon size={12} aria-hidden />
      {problems.length > 1 && problems.length}
    </span>
  )
}
