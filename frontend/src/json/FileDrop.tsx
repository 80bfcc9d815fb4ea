import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './json.module.css'
import { useFileOver } from './useFileOver'

interface FileDropProps {
  enabled: boolean
  className?: string
  /** For F6, where it is a part of the editor. */
  region?: string
  onFile: (file: File) => void
  children: ReactNode
}

/** The part of the page that shows that a journey's file can be let go. */
export function FileDrop({ enabled, className, region, onFile, children }: FileDropProps) {
  const { t } = useTranslation('outline')
  const over = useFileOver(enabled, onFile)
  return (
    <div className={`${className ?? ''} ${classes.drop}`} data-region={region}>
      {children}
      {over && <div className={classes.over}>{t('import.drop')}</div>}
    </div>
  )
}
