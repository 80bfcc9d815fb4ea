/** What can be done to a journey from the list; each says when it is done. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import type { Journey } from '../../api/types'
import type { Journey as Opened } from '../../editor/api'
import { fileText } from '../../graph/file'
import { notifyDone, notifyError } from '../../ui/notify'
import { saveFile } from '../../ui/saveFile'

const at = (slug: string) => `/journeys/${encodeURIComponent(slug)}`
const LONGEST_NAME = 200

/** One after the other, for each holds every lane for a moment; what failed is told, the rest goes on. */
async function forEach(journeys: Journey[], act: (journey: Journey) => Promise<unknown>): Promise<number> {
  let done = 0
  for (const journey of journeys) {
    try {
      await act(journey)
      done += 1
    } catch (error) {
      notifyError(error)
    }
  }
  return done
}

export function useJourneyActs() {
  const { t } = useTranslation('journeys')
  const reread = useReread()
  const again = () => reread('/journeys', '/filing', '/home')
  const many = (act: (journey: Journey) => Promise<unknown>, words: 'paused' | 'archived' | 'deleted') => ({
    mutationFn: (journeys: Journey[]) => forEach(journeys, act),
    onSuccess: async (n: number) => {
      await again()
      if (n > 0) notifyDone(t(`done.${words}`, { n }))
    },
  })
  const pause = useMutation(many(({ slug }) => api.post(`${at(slug)}/pause`), 'paused'))
  const archive = useMutation(many(({ slug }) => api.post(`${at(slug)}/archive`), 'archived'))
  const remove = useMutation(many(({ slug }) => api.delete(at(slug)), 'deleted'))
  const rename = useMutation({
    mutationFn: ({ slug, name }: { slug: string; name: string }) => api.patch(at(slug), { name }),
    onSuccess: again,
  })
  const duplicate = useMutation({
    mutationFn: async ({ slug, tags, folder }: Journey) => {
      const { draft, name } = await api.get<Opened>(at(slug))
      const copy = t('copyOf', { name }).slice(0, LONGEST_NAME)
      const made = await api.post<Journey>('/journeys', { name: copy, document: draft, folder })
      if (tags.length > 0) await api.patch(at(made.slug), { tags })
      return made
    },
    onSuccess: async (made) => {
      await again()
      notifyDone(t('done.duplicated', { name: made.name }))
    },
  })
  const exportFile = useMutation({
    mutationFn: (slug: string) => api.get<Opened>(at(slug)),
    onSuccess: ({ slug, draft }) => saveFile(`${slug}.json`, fileText(draft)),
  })
  return { pause, archive, remove, rename, duplicate, exportFile }
}

export const canPause = (journey: Journey): boolean => journey.state === 'live'
export const canArchive = (journey: Journey): boolean =>
  journey.state === 'live' || journey.state === 'paused'
/** Who was never published has no history and may go. */
export const canDelete = (journey: Journey): boolean => journey.version === null && journey.state === 'draft'
