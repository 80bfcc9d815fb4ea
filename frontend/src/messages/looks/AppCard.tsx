import { IconBell } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { buttonsOf, textOf } from '../content'
import { Linked } from './Linked'
import type { LookProps } from './look'
import classes from './looks.module.css'
import { Phone } from './Phone'
import { Picture } from './Picture'

/** A card in the inbox that the shop's page shows, with the bell it opens from. */
export function AppCard(props: LookProps) {
  const inbox = <Inbox {...props} />
  if (props.device === 'phone') return <Phone channel="inapp">{inbox}</Phone>
  return (
    <div className={classes.browser}>
      <div className={classes.browserBar} aria-hidden>
        <i />
        <i />
        <i />
      </div>
      <div className={classes.browserPage}>{inbox}</div>
    </div>
  )
}

function Inbox({ body }: LookProps) {
  const { t } = useTranslation('messages')
  const ttl = textOf(body.ttl)
  return (
    <div className={classes.inbox}>
      <div className={classes.inboxHead}>
        {t('inapp.inbox')}
        <span className={classes.bell}>
          <IconBell size={16} aria-hidden />
          <b>1</b>
        </span>
      </div>
      <div className={classes.card}>
        <Picture body={body} />
        <div className={classes.strong}>{textOf(body.title) || t('noTitle')}</div>
        <div className={classes.noteText}>
          <Linked text={textOf(body.text)} />
        </div>
        <div className={classes.cardButtons}>
          {buttonsOf(body).map(({ id, text, link }) => (
            <span key={id || text} title={link || undefined}>
              {text}
            </span>
          ))}
        </div>
        {textOf(body.link) && <div className={classes.target}>{t('leads', { link: textOf(body.link) })}</div>}
      </div>
      {ttl && <div className={classes.small}>{t('inapp.ttl', { ttl })}</div>}
    </div>
  )
}
