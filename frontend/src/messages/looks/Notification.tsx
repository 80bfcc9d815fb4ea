import { useTranslation } from 'react-i18next'
import { buttonsOf, textOf } from '../content'
import type { LookProps } from './look'
import classes from './looks.module.css'
import { Phone } from './Phone'
import { Picture } from './Picture'

/** A notification: over the lock screen of a telephone, or in the corner of a browser. */
export function Notification(props: LookProps) {
  if (props.device === 'phone')
    return (
      <Phone channel="push">
        <div className={classes.lockClock} aria-hidden>
          9:41
        </div>
        <Note {...props} />
      </Phone>
    )
  return (
    <div className={classes.browser}>
      <div className={classes.browserBar} aria-hidden>
        <i />
        <i />
        <i />
      </div>
      <div className={classes.browserPage}>
        <Note {...props} />
      </div>
    </div>
  )
}

function Note({ body, sender }: LookProps) {
  const { t } = useTranslation('messages')
  const buttons = buttonsOf(body)
  return (
    <div className={classes.note}>
      <div className={classes.noteHead}>
        <span className={classes.face} aria-hidden>
          {sender.trim().charAt(0).toUpperCase()}
        </span>
        <span className={classes.small}>{sender}</span>
        <span className={classes.small}>{t('now')}</span>
      </div>
      <div className={classes.strong}>{textOf(body.title) || t('noTitle')}</div>
      <div className={classes.noteText}>{textOf(body.text)}</div>
      <Picture body={body} />
      {buttons.length > 0 && (
        <div className={classes.noteButtons}>
          {buttons.map(({ id, text, link }) => (
            <span key={id || text} title={link || undefined}>
              {text}
            </span>
          ))}
        </div>
      )}
      {textOf(body.link) && <div className={classes.target}>{t('leads', { link: textOf(body.link) })}</div>}
    </div>
  )
}
