import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import classes from './canvas.module.css'

const GAP = 20
/** Dots closer than this would be a grey. */
const LEAST = 12

/** The grid behind the drawing, which slides with it by a transform and is painted only on zoom. */
export function Dots() {
  const api = useStoreApi()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let drawn = 0
    const follow = () => {
      const [x, y, zoom] = api.getState().transform
      const style = element.current?.style
      if (!style) return
      let gap = GAP * zoom
      while (gap < LEAST) gap *= 2
      if (gap !== drawn) style.backgroundSize = `${gap}px ${gap}px`
      drawn = gap
      style.transform = `translate(${(x % gap) - gap}px, ${(y % gap) - gap}px)`
    }
    follow()
    return api.subscribe(follow)
  }, [api])
  return <div ref={element} className={classes.dots} aria-hidden />
}
