import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import type { What } from '../../editor/liveSlice'
import classes from './live.module.css'

interface CountButtonProps {
  place: string
  /** Whom the number opens; without it the number is only a number. */
  what?: What
  port?: string
  n: number
  /** What it is the number of, for those who hear it. */
  label: string
}

/** A number that opens the people behind it. */
export function CountButton({ place, what, port, n, label }: CountButtonProps) {
  const { t } = useTranslation('live')
  const showPeople = useEditor((state) => state.showPeople)
  const text = n.toLocaleString()
  if (!what || n === 0) return <span className="num">{text}</span>
  return (
    <button
      type="button"
      className={`${classes.countButton} num`}
      aria-label={t('people.open', { text, what: t(`people.${what}`), place: label })}
      onClick={() => showPeople({ place, what, port: port ?? null })}
    >
      {text}
    </button>
  )
}
