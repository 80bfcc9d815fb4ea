import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { useEntered, useStepNumbers } from '../editor/numbers'
import { compact } from '../panels/figures'
import classes from './outline.module.css'

/** How many came in here, and how many wait here now; of the version that runs. */
export function StandingHere({ id, trigger }: { id: string; trigger: boolean }) {
  const isLive = useEditor(
    ({ live }) => live !== null && (id in live.document.steps || id in live.document.triggers),
  )
  return isLive ? <Numbers id={id} trigger={trigger} /> : null
}

function Numbers({ id, trigger }: { id: string; trigger: boolean }) {
  const { t } = useTranslation('outline')
  const entered = useEntered(id, trigger)
  const waiting = useStepNumbers(id)?.waiting ?? 0
  return (
    <span className={`${classes.standing} num`}>
      {t('numbers.entered', { n: compact(entered) })}
      {!trigger && waiting > 0 && <strong>{t('numbers.waiting', { n: compact(waiting) })}</strong>}
    </span>
  )
}
