/** Templates and shared parts: the same calls, for a part is a template that other templates hold. */

import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, currentWorkspace } from '../../api/client'
import { ApiError } from '../../api/errors'
import type { MessageLook } from '../../editor/api'
import type { components } from '../../generated/api'
import type { Config } from '../../graph/document'
import type { Reader, Shown } from '../../panels/useMessageLook'

type Shapes = components['schemas']
export type TemplateRow = Shapes['TemplateRow']
export type TemplateProblem = Shapes['TemplateProblem']
export type TemplateUses = Shapes['TemplateUses']
export type TemplateVersion = Shapes['TemplateVersionRow']
export type TemplateVersionDetail = Shapes['TemplateVersionDetail']
/** Language -> the fields of the channel. */
export type Contents = Record<string, Config>
export type Template = Omit<Shapes['TemplateDetail'], 'contents'> & { contents: Contents }

/** "templates" or "parts": in the address here and in the API alike. */
export type Shelf = 'templates' | 'parts'

export const pathOf = (shelf: Shelf, slug: string) => `/${shelf}/${encodeURIComponent(slug)}`

const PAUSE_MS = 350

/** What is being written, as the server would send it to this customer, a moment after the last key. */
export function useContentLook(
  channel: string,
  content: Config,
  language: string,
  reader: Reader | null,
): Shown {
  const [asked] = useDebouncedValue(content, PAUSE_MS)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [currentWorkspace(), 'content-look', channel, language, reader?.id ?? null, asked],
    queryFn: () =>
      api.post<MessageLook>('/content/preview', {
        channel,
        content: asked,
        language,
        customer: reader?.id ?? '',
      }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
    retry: (failures, reason) => failures < 2 && !(reason instanceof ApiError && reason.status < 500),
  })
  return { look: data, error, stale: isPlaceholderData || asked !== content }
}
