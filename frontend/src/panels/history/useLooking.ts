import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../../editor/context'
import type { Side, SideKey } from '../../editor/reviewSlice'
import { useSide } from '../../editor/versions'
import { notifyDone } from '../../ui/notify'

/** What can be done with a published version: look at it, compare it, take it back as the draft. */
export function useLooking() {
  const { t } = useTranslation('versions')
  const { store, kinds } = useFrame()
  const side = useSide()
  const look = useMutation({
    mutationFn: (key: SideKey) => side(key),
    onSuccess: (found) => store.getState().showVersion(found),
  })
  const compare = useMutation({
    mutationFn: ([before, after]: [SideKey, SideKey]) => Promise.all([side(before), side(after)]),
    onSuccess: ([before, after]: [Side, Side]) => store.getState().showDifference(before, after, kinds),
  })
  const restore = useMutation({
    mutationFn: (key: SideKey) => side(key),
    onSuccess: (found) => {
      const { endReview, setLayer, apply, setHistoryOpen } = store.getState()
      endReview()
      setHistoryOpen(false)
      setLayer('draft')
      apply(() => found.document)
      notifyDone(t('history.restored', { number: String(found.key) }))
    },
  })
  return {
    look: look.mutate,
    compare: (before: SideKey, after: SideKey) => compare.mutate([before, after]),
    restore: restore.mutate,
    busy: look.isPending || compare.isPending || restore.isPending,
  }
}
