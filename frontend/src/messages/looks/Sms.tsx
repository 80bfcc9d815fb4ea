import { useTranslation } from 'react-i18next'
import { textOf } from '../content'
import { smsSize } from '../smsParts'
import { Linked } from './Linked'
import type { LookProps } from './look'
import classes from './looks.module.css'
import { Phone } from './Phone'

const SHOWN = 8

/** The text as it arrives, and below it what it costs: alphabet, characters and parts. */
export function Sms({ body, sender }: LookProps) {
  const { t } = useTranslation('messages')
  const text = textOf(body.text)
  const { encoding, units, room, parts, strange } = smsSize(text)
  return (
    <>
      <Phone title={sender} channel="sms">
        <div className={classes.bubble}>{text ? <Linked text={text} /> : t('nothing')}</div>
      </Phone>
      <p className={classes.under} data-warn={parts > 1 || undefined}>
        {t('sms.size', { encoding, units, room, parts })}
        {parts > 1 && strange.length > 0 && (
          <> {t('sms.strange', { letters: strange.slice(0, SHOWN).join(' ') })}</>
        )}
      </p>
    </>
  )
}
