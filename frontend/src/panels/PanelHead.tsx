import type { ReactNode } from 'react'
import classes from './panels.module.css'

interface PanelHeadProps {
  icon?: ReactNode
  kind: string
  name: string
  actions?: ReactNode
}

export function PanelHead({ icon, kind, name, actions }: PanelHeadProps) {
  return (
    <header className={classes.inspectorHead}>
      {icon}
      <div className={classes.inspectorTitle}>
        <div className={classes.inspectorKind}>{kind}</div>
        <h2 className={classes.inspectorName} title={name}>
          {name}
        </h2>
      </div>
      {actions}
    </header>
  )
}
