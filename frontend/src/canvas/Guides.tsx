import { useStore, ViewportPortal } from '@xyflow/react'
import classes from './canvas.module.css'
import { usePointing } from './pointing'

/** The lines that a dragged card stands on together with others. */
export function Guides() {
  const guides = usePointing((state) => state.guides)
  const zoom = useStore((state) => state.transform[2])
  if (guides.length === 0) return null
  return (
    <ViewportPortal>
      <svg className={classes.guides} aria-hidden="true">
        {guides.map(({ axis, at, from, to }) => (
          <path
            key={`${axis}${at}`}
            data-guide={axis}
            strokeWidth={1 / zoom}
            d={axis === 'x' ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`}
          />
        ))}
      </svg>
    </ViewportPortal>
  )
}
