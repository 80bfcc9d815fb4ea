/** Tags and folders of the workspace, and the acts that put journeys into them. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useGet, useReread } from '../../api/hooks'
import type { components } from '../../generated/api'
import { notifyDone } from '../../ui/notify'

type Filing = components['schemas']['FilingShape']
type Order = components['schemas']['Filing']

export function useFiling() {
  const { data } = useGet<Filing>('/filing')
  return { tags: data?.tags ?? [], folders: data?.folders ?? [] }
}

export const tagsOf = (text: string): string[] => text.split(',').filter(Boolean)

export const lastName = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1)

/** Adds or removes tags of several journeys at once, or moves them to a folder. */
export function useFile() {
  const { t } = useTranslation('journeys')
  const reread = useReread()
  return useMutation({
    mutationFn: (order: Order) => api.post<{ count: number }>('/filing', order),
    onSuccess: async (answer, order) => {
      await reread('/journeys', '/filing')
      if (order.folder !== undefined)
        notifyDone(
          order.folder
            ? t('move.done', { n: answer.count, folder: order.folder })
            : t('move.out', { n: answer.count }),
        )
    },
  })
}

export function useSetTags() {
  const reread = useReread()
  return useMutation({
    mutationFn: ({ slug, tags }: { slug: string; tags: string[] }) =>
      api.patch(`/journeys/${encodeURIComponent(slug)}`, { tags }),
    onSettled: () => reread('/journeys', '/filing'),
  })
}
