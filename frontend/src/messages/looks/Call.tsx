import { IconDialpad, IconPhoneCall } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keysOf, textOf } from '../content'
import type { LookProps } from './look'
import classes from './looks.module.css'

/** A call as its script: what the voice says, in which language, and what each key means. */
export function Call({ body, sender }: LookProps) {
  const { t } = useTranslation('messages')
  const keys = keysOf(body)
  const language = textOf(body.voice_language)
  return (
    <ol className={classes.script} aria-label={t('voice.script')}>
      <li>
        <IconPhoneCall size={16} aria-hidden />
        <span>{t('voice.rings', { sender })}</span>
      </li>
      <li className={classes.spoken}>
        <span lang={language || undefined}>{textOf(body.text) || t('nothing')}</span>
        {language && <span className={classes.small}>{t('voice.language', { language })}</span>}
      </li>
      {keys.map(({ id, text }) => (
        <li key={id}>
          <IconDialpad size={16} aria-hidden />
          <span>
            <kbd>{id}</kbd> {text || t('voice.noWords')}
          </span>
        </li>
      ))}
    </ol>
  )
}
