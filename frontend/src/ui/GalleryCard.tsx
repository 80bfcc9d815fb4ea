/** A ready-made journey: its drawing, what it does, and what it needs of this workspace. */
import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GalleryEntry } from '../api/types'
import classes from './gallery.module.css'
import { JourneyPicture } from './JourneyPicture'

interface GalleryCardProps {
  entry: GalleryEntry
  /** The whole card is a button, pressed when it is chosen. */
  onChoose?: () => void
  chosen?: boolean
  /** What stands at the foot of a card that is no button. */
  children?: ReactNode
}

export function GalleryCard({ entry, onChoose, chosen, children }: GalleryCardProps) {
  const inside = (
    <>
      <span className={classes.picture}>
        <JourneyPicture document={entry.document} height={112} />
      </span>
      <span className={classes.text}>
        <Text fw={600} component={onChoose ? 'span' : 'h2'} fz="md" display="block">
          {entry.title}
        </Text>
        <Text size="sm" c="dimmed" component="span" display="block" mt={2}>
          {entry.line}
        </Text>
        <Needs entry={entry} />
      </span>
    </>
  )
  if (onChoose)
    return (
      <UnstyledButton className={classes.card} aria-pressed={chosen} onClick={onChoose}>
        {inside}
      </UnstyledButton>
    )
  return (
    <article className={classes.card}>
      {inside}
      {children && <div className={classes.foot}>{children}</div>}
    </article>
  )
}

type Need = GalleryEntry['events'][number]

function Needs({ entry }: { entry: GalleryEntry }) {
  const { t } = useTranslation('journeys')
  const added = entry.topics.filter((topic) => !topic.seen)
  return (
    <span className={classes.needs}>
      <NeedLine title={t('needs.events')} needs={entry.events} />
      <NeedLine title={t('needs.attributes')} needs={entry.attributes} />
      {added.length > 0 && (
        <span className={classes.need}>
          <IconPlus size={12} aria-hidden />
          {t('needs.adds', { n: added.length, topics: added.map((topic) => topic.name).join(', ') })}
        </span>
      )}
    </span>
  )
}

function NeedLine({ title, needs }: { title: string; needs: Need[] }) {
  const { t } = useTranslation('journeys')
  if (needs.length === 0) return null
  return (
    <span className={classes.line}>
      <span className={classes.lineTitle}>{title}</span>
      {needs.map(({ name, seen }) => {
        const Icon = seen ? IconCheck : IconCircleDashed
        return (
          <span
            key={name}
            className={classes.need}
            data-seen={seen || undefined}
            title={t(seen ? 'needs.seen' : 'needs.unseen')}
          >
            <Icon size={12} aria-hidden />
            {name}
            <VisuallyHidden> {t(seen ? 'needs.seen' : 'needs.unseen')}</VisuallyHidden>
          </span>
        )
      })}
    </span>
  )
}
