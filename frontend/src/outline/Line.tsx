import type { FocusEvent, MouseEvent, ReactNode } from 'react'
import classes from './outline.module.css'

/** What a row is to the tree. */
export interface LineFrame {
  level: number
  position: number
  size: number
  open: boolean
  reachable: boolean
}

interface LineProps extends LineFrame {
  row: string
  kind: 'place' | 'port'
  depth: number
  selected: boolean
  children: ReactNode
  onFocus?: (event: FocusEvent) => void
  onClick: (event: MouseEvent) => void
}

/** A branch deeper than this is not set in any further. */
const DEEPEST = 12

/** One row of the list; its name is what stands in it, read in order. */
export function Line({ row, kind, depth, selected, children, onFocus, onClick, ...frame }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the tree and of the editor
    <div
      role="treeitem"
      tabIndex={frame.reachable ? 0 : -1}
      aria-level={frame.level}
      aria-posinset={frame.position}
      aria-setsize={frame.size}
      aria-expanded={frame.open ? true : undefined}
      aria-selected={selected}
      className={classes.line}
      data-row={row}
      data-kind={kind}
      style={{ '--depth': Math.min(depth, DEEPEST) } as React.CSSProperties}
      onFocus={onFocus}
      onClick={onClick}
    >
      <span className={classes.rails} aria-hidden />
      {children}
    </div>
  )
}
