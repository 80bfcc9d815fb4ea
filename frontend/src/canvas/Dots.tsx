import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import classes from './canvas.module.css'

const GAP = 20
/** Dots closer than this would be a grey. */
const LEAST = 12

/** Stretched by no more than this they still look like the grid; canvas.module.css leaves room for the least. */
const STRETCH = { least: 0.75, most: 1.5 }
const REST_MS = 160

/**
 * The grid behind the drawing. It slides and grows with it by a transform; it is painted again only when
 * the zoom rests, or has gone far.
 */
export function Dots() {
  const api = useStoreApi()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let drawn = 0
    let rest: ReturnType<typeof setTimeout> | undefined
    const follow = (exactly = false) => {
      const [x, y, zoom] = api.getState().transform
      const style = element.current?.style
      if (!style) return
      let gap = GAP * zoom
      while (gap < LEAST) gap *= 2
      const stretch = gap / drawn
      if (exactly || stretch < STRETCH.least || stretch > STRETCH.most) {
        if (gap !== drawn) style.backgroundSize = `${gap}px ${gap}px`
        drawn = gap
      }
      style.transform = `translate(${(x % gap) - gap}px, ${(y % gap) - gap}px) scale(${gap / drawn})`
      clearTimeout(rest)
      if (gap !== drawn) rest = setTimeout(() => follow(true), REST_MS)
    }
    follow(true)
    const stop = api.subscribe(() => follow())
    return () => {
      stop()
      clearTimeout(rest)
    }
  }, [api])
  return <div ref={element} className={classes.dots} aria-hidden />
}
