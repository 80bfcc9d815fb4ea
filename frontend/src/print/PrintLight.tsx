import { useLayoutEffect } from 'react'
import { usePrinting } from './usePrinting'

const SCHEME = 'data-mantine-color-scheme'

/** Paper is light: while a page is printed, so are its colours. */
export function PrintLight() {
  const printing = usePrinting()
  useLayoutEffect(() => {
    const root = document.documentElement
    const scheme = root.getAttribute(SCHEME)
    if (!printing || scheme !== 'dark') return
    root.setAttribute(SCHEME, 'light')
    return () => root.setAttribute(SCHEME, scheme)
  }, [printing])
  return null
}
