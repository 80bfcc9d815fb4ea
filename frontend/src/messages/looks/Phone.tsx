import type { ReactNode } from 'react'
import classes from './looks.module.css'

interface PhoneProps {
  /** Who is written to: the head of the conversation. */
  title?: ReactNode
  channel?: string
  children: ReactNode
}

/** A telephone's screen, with the head of a conversation if there is one. */
export function Phone({ title, channel, children }: PhoneProps) {
  return (
    <div className={classes.phone} data-channel={channel}>
      {title && (
        <div className={classes.phoneHead}>
          <span className={classes.face} aria-hidden>
            {String(title).trim().charAt(0).toUpperCase()}
          </span>
          <span className={classes.phoneTitle}>{title}</span>
        </div>
      )}
      <div className={classes.screen}>{children}</div>
    </div>
  )
}
