import { useTranslation } from 'react-i18next'
import type { MessageLook } from '../editor/api'
import classes from './message.module.css'
import type { Reader } from './useMessageLook'

interface PreviewNotesProps {
  look: MessageLook
  reader: Reader | null
  stale: boolean
  /** What is shown is the last text that could be rendered. */
  isOld: boolean
  /** It cannot be rendered, and never could. */
  isBroken: boolean
}

/** Whose values these are, which were missing, and what is wrong with the whole. */
export function PreviewNotes({ look, reader, stale, isOld, isBroken }: PreviewNotesProps) {
  const { t } = useTranslation('forms')
  const from = t(`preview.entry.${look.entry_from}`)
  return (
    <div className={classes.notes} aria-live="polite" aria-busy={stale}>
      <p>
        {reader
          ? t('preview.with', { name: reader.name, entry: from })
          : t('preview.withExamples', { entry: from })}
      </p>
      {isOld && <p className={classes.warn}>{t('preview.old')}</p>}
      {isBroken && <p className={classes.warn}>{t('preview.broken')}</p>}
      {look.missing.length > 0 && (
        <p className={classes.warn}>
          {t('preview.missing', { names: look.missing.join(', '), n: look.missing.length })}
        </p>
      )}
      {look.problems
        .filter(({ severity, path }) => severity === 'warning' || path === '')
        .map((problem) => (
          <p key={problem.message} className={classes.warn}>
            {problem.message}
          </p>
        ))}
    </div>
  )
}
