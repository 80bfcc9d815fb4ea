import { useEffect, useState } from 'react'
import type { EditorStore } from '../editor/store'
import { useUrlState } from '../ui/url'

/** `?view=outline` shows the list; the address and the store say the same. */
export function useViewInUrl(store: EditorStore): void {
  const { get, change } = useUrlState()
  const asked = get('view') === 'outline' ? 'outline' : 'canvas'
  useState(() => store.getState().setView(asked))
  useEffect(() => store.getState().setView(asked), [store, asked])
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.view !== before.view && now.view !== asked) {
          change({ view: now.view === 'outline' ? 'outline' : null })
        }
      }),
    [store, change, asked],
  )
}
