import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

const RETRY_MS = 50
const PATIENCE = 10

/** The page keeps its place on return: back and forward find the scroll where it was left. */
export function useKeptScroll(box: RefObject<HTMLElement | null>): void {
  const { key, pathname } = useLocation()
  const kind = useNavigationType()
  const kept = useRef(new Map<string, number>())
  const shown = useRef(pathname)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const wanted = kind === 'POP' ? (kept.current.get(key) ?? 0) : 0
    const samePage = shown.current === pathname && kind !== 'POP'
    shown.current = pathname
    // A list that is still loading is not long enough yet; a few tries, then one stays where one is.
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const restore = () => {
      element.scrollTop = wanted
      if (element.scrollTop < wanted && tries++ < PATIENCE) timer = setTimeout(restore, RETRY_MS)
    }
    if (!samePage) restore()
    const remember = () => kept.current.set(key, element.scrollTop)
    element.addEventListener('scroll', remember, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', remember)
    }
  }, [box, key, kind, pathname])
}
