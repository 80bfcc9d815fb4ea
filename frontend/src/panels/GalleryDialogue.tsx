import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../api/client'
import type { GalleryEntry } from '../api/types'
import { journeyApi } from '../editor/api'
import { useFrame } from '../editor/context'
import { laidOut } from '../editor/laidOut'
import { normalise } from '../graph/normalise'
import { ErrorState } from '../ui/ErrorState'
import { GalleryCard } from '../ui/GalleryCard'
import cards from '../ui/gallery.module.css'
import classes from './panels.module.css'

/** A ready-made journey takes the place of the empty one; its name and its settings come with it. */
export function GalleryDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const { store, kinds } = useFrame()
  const gallery = useQuery({ queryKey: [currentWorkspace(), 'gallery'], queryFn: journeyApi.gallery })
  const take = async (entry: GalleryEntry) => {
    if (entry.topics.some((topic) => !topic.seen)) await journeyApi.galleryTopics(entry.slug)
    const document = normalise(entry.document, entry.title)
    const placed = await laidOut(document, kinds)
    const { name } = store.getState().document
    store.getState().apply(() => ({ ...placed, name: name || placed.name }))
    onClose()
    requestAnimationFrame(() => store.getState().viewport?.fit())
  }
  return (
    <Modal opened onClose={onClose} size="xl" title={t('gallery.title')}>
      {gallery.isPending && <Skeleton height={200} />}
      {gallery.isError && <ErrorState error={gallery.error} onRetry={() => void gallery.refetch()} />}
      {gallery.data?.length === 0 && <p className={classes.nothing}>{t('gallery.none')}</p>}
      <div className={cards.grid}>
        {gallery.data?.map((entry) => (
          <GalleryCard key={entry.slug} entry={entry} onChoose={() => void take(entry)} />
        ))}
      </div>
    </Modal>
  )
}
