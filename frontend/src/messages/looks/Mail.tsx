import { useTranslation } from 'react-i18next'
import { textOf } from '../content'
import type { LookProps } from './look'
import classes from './looks.module.css'

/** What a mail program gives to a mail that says nothing of it; in the dark, one that leaves colours alone. */
const USUAL = ':where(body){font:15px/1.5 Arial,sans-serif}'
const DARK = ':root{color-scheme:dark}:where(body){background:#1b1c20;color:#e6e7eb}'

export function mailPage(html: string, dark: boolean): string {
  const style = `<style>${USUAL}${dark ? DARK : ''}</style>`
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + style) : style + html
}

/** A mail as the inbox lists it, and opened below, in a frame that runs nothing and reaches nothing. */
export function Mail({ body, sender, device, scheme, isOld }: LookProps) {
  const { t } = useTranslation('messages')
  const html = textOf(body.html)
  return (
    <div className={classes.mail} data-phone={device === 'phone' || undefined}>
      <div className={classes.mailHead}>
        <div className={classes.small}>{sender}</div>
        <div className={classes.strong}>{textOf(body.subject) || t('noSubject')}</div>
        {textOf(body.preheader) && <div className={classes.small}>{textOf(body.preheader)}</div>}
      </div>
      {html ? (
        <iframe
          title={t('mail')}
          className={classes.paper}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={mailPage(html, scheme === 'dark')}
          data-old={isOld || undefined}
        />
      ) : (
        <pre className={classes.plain}>{textOf(body.text) || t('nothing')}</pre>
      )}
    </div>
  )
}
