import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './json.module.css'

interface FileDropProps {
  enabled: boolean
  className?: string
  /** For F6, where it is a part of the editor. */
  region?: string
  onFile: (file: File) => void
  children: ReactNode
}

const hasFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** A part of the page on which a journey's file can be let go. */
export function FileDrop({ enabled, className, region, onFile, children }: FileDropProps) {
  const { t } = useTranslation('outline')
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const turn = (by: number) => {
    depth.current = by === 0 ? 0 : depth.current + by
    setOver(depth.current > 0)
  }
  if (!enabled)
    return (
      <div className={className} data-region={region}>
        {children}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file can be chosen by a button as well
    <div
      className={`${className ?? ''} ${classes.drop}`}
      data-region={region}
      onDragEnter={(event) => hasFile(event) && turn(1)}
      onDragLeave={(event) => hasFile(event) && turn(-1)}
      onDragOver={(event) => {
        if (hasFile(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        const file = event.dataTransfer.files[0]
        turn(0)
        if (!file) return
        event.preventDefault()
        onFile(file)
      }}
    >
      {children}
      {over && <div className={classes.over}>{t('import.drop')}</div>}
    </div>
  )
}
