import { useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect, useState } from 'react'
import classes from './canvas.module.css'

interface Tip {
  text: string
  x: number
  y: number
  below: boolean
}

/** One tip for all that carries `data-tip` in the drawing: hundreds of cards need not have one each. */
export function CanvasTip({ frame }: { frame: RefObject<HTMLElement | null> }) {
  const api = useStoreApi()
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let waiting = 0
    const hide = () => {
      window.clearTimeout(waiting)
      setTip(null)
    }
    const show = (event: Event) => {
      window.clearTimeout(waiting)
      const about = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
      if (!about) return setTip(null)
      waiting = window.setTimeout(() => {
        const [box, around] = [about.getBoundingClientRect(), element.getBoundingClientRect()]
        const below = box.top - around.top < 60
        setTip({
          text: about.dataset.tip ?? '',
          x: box.left + box.width / 2 - around.left,
          y: (below ? box.bottom : box.top) - around.top,
          below,
        })
      }, 250)
    }
    element.addEventListener('pointerover', show)
    element.addEventListener('pointerleave', hide)
    element.addEventListener('pointerdown', hide)
    // What it is about moves on with the drawing.
    const stop = api.subscribe((state, before) => state.transform !== before.transform && hide())
    return () => {
      stop()
      window.clearTimeout(waiting)
      element.removeEventListener('pointerover', show)
      element.removeEventListener('pointerleave', hide)
      element.removeEventListener('pointerdown', hide)
    }
  }, [frame, api])
  if (!tip) return null
  return (
    <div
      className={classes.tip}
      data-below={tip.below || undefined}
      style={{ left: tip.x, top: tip.y }}
      aria-hidden
    >
      {tip.text}
    </div>
  )
}
