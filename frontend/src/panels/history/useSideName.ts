import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import type { SideKey } from '../../editor/reviewSlice'

/** "Version 2", "the draft". */
export function useSideName(): (key: SideKey) => string {
  const { t } = useTranslation('versions')
  const live = useEditor((state) => state.live?.number)
  return (key) => {
    if (key === 'draft') return t('side.draft')
    if (key === 'theirs') return t('side.theirs')
    return t(key === live ? 'side.live' : 'side.version', { number: String(key) })
  }
}
