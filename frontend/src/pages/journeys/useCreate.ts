import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import type { GalleryEntry, Journey } from '../../api/types'
import { notifyDone } from '../../ui/notify'

interface NewOne {
  name: string
  entry?: GalleryEntry
  document?: object
}

/** Makes a journey and opens it; the topics that a ready-made one brings with it are told. */
export function useCreate() {
  const { t } = useTranslation('journeys')
  const navigate = useNavigate()
  const { slug } = useParams()
  const reread = useReread()
  return useMutation({
    mutationFn: ({ name, entry, document }: NewOne) =>
      api.post<Journey>('/journeys', { name, ...(entry && { gallery: entry.slug }), document }),
    onSuccess: (journey, { entry }) => {
      const added = entry?.topics.filter((topic) => !topic.seen) ?? []
      if (added.length > 0)
        notifyDone(
          t('gallery.added', { n: added.length, topics: added.map((topic) => topic.name).join(', ') }),
        )
      void reread('/journeys', '/home', '/topics', '/gallery', '/filing')
      void navigate(`/w/${slug}/journeys/${journey.slug}`)
    },
  })
}
