import { IconBolt, IconCalendarEvent, IconLayoutGrid } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addHere } from '../editor/adding'
import { useFrame } from '../editor/context'
import { addables } from '../graph/palette'
import { GalleryDialogue } from '../panels/GalleryDialogue'
import classes from './canvas.module.css'

/** Three ways to begin. A kind that the catalogue does not have is not offered. */
export function EmptyCanvas() {
  const { t } = useTranslation('editor')
  const { store, kinds, catalogue } = useFrame()
  const [gallery, setGallery] = useState(false)
  const triggers = addables(catalogue).filter((entry) => entry.isTrigger)
  const begin = (kind: string) => {
    const entry = triggers.find((candidate) => candidate.kind.kind === kind)
    return entry && (() => addHere(store, kinds, entry))
  }
  return (
    <div className={classes.empty}>
      <h2 className={classes.emptyTitle}>{t('empty.title')}</h2>
      <div className={classes.starts}>
        <Start icon={<IconBolt size={22} aria-hidden />} name="event" onClick={begin('event')} />
        <Start icon={<IconCalendarEvent size={22} aria-hidden />} name="date" onClick={begin('date')} />
        <Start
          icon={<IconLayoutGrid size={22} aria-hidden />}
          name="gallery"
          onClick={() => setGallery(true)}
        />
      </div>
      {gallery && <GalleryDialogue onClose={() => setGallery(false)} />}
    </div>
  )
}

interface StartProps {
  icon: ReactNode
  name: 'event' | 'date' | 'gallery'
  onClick: (() => void) | undefined
}

function Start({ icon, name, onClick }: StartProps) {
  const { t } = useTranslation('editor')
  if (!onClick) return null
  return (
    <button type="button" data-start className={classes.start} onClick={onClick}>
      <span className={classes.startIcon}>{icon}</span>
      <strong>{t(`empty.${name}.title`)}</strong>
      <span className={classes.startLine}>{t(`empty.${name}.line`)}</span>
    </button>
  )
}
