/** Ways out for work that cannot go where it came from: a new journey, or a file. */
import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { currentWorkspace } from '../api/client'
import { useReread } from '../api/hooks'
import type { JourneyDocument } from '../graph/document'
import { journeyApi } from './api'

export function download(document: JourneyDocument): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }))
  const link = Object.assign(window.document.createElement('a'), {
    href: url,
    download: `${document.name || 'journey'}.json`,
  })
  link.click()
  URL.revokeObjectURL(url)
}

/** Makes a new draft of the document, named as somebody's version of it or the same, and offers to open it. */
export function useSaveAsNew(named: 'mine' | 'same' = 'mine') {
  const { t } = useTranslation('presence')
  const navigate = useNavigate()
  const reread = useReread()
  return useMutation({
    mutationFn: (document: JourneyDocument) => {
      const own = named === 'same' ? document.name : t('saveAs.name', { name: document.name })
      const name = own.slice(0, 200)
      return journeyApi.create(name, { ...document, name })
    },
    onSuccess: (journey) => {
      void reread('/journeys', '/home')
      const address = `/w/${currentWorkspace()}/journeys/${journey.slug}`
      const open = () => {
        notifications.hide(address)
        void navigate(address)
      }
      notifications.show({
        id: address,
        color: 'teal',
        withBorder: true,
        autoClose: 20_000,
        message: (
          <>
            {t('saveAs.done', { name: journey.name })}{' '}
            <Anchor component="button" type="button" size="sm" onClick={open}>
              {t('saveAs.open')}
            </Anchor>
          </>
        ),
      })
    },
  })
}
