import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Fields } from '../../api/types'
import { buttonsOf, imageOf, paramsOf, textOf } from '../content'
import { Linked } from './Linked'
import type { LookProps } from './look'
import classes from './looks.module.css'
import { Phone } from './Phone'
import { Picture } from './Picture'

/** A message in a messenger: the picture above, the text, and its buttons below. */
export function Chat({ channel, body, sender }: LookProps) {
  const { t } = useTranslation('messages')
  const text = textOf(body.text)
  const buttons = buttonsOf(body)
  const template = channel === 'whatsapp' ? textOf(body.template_name) : ''
  return (
    <Phone title={sender} channel={channel}>
      <div className={classes.chat}>
        <div className={classes.bubble} data-picture={imageOf(body) !== '' || undefined}>
          <Picture body={body} />
          {template && <Approved name={template} body={body} />}
          {(text || !template) && (
            <div className={classes.said}>{text ? <Linked text={text} /> : t('nothing')}</div>
          )}
        </div>
        {buttons.length > 0 && (
          <div className={classes.buttons}>
            {buttons.map(({ id, text: title, link }) => (
              <span key={id || title} className={classes.button} title={link || undefined}>
                {title}
                {link && <IconExternalLink size={12} aria-label={t('opens')} />}
              </span>
            ))}
          </div>
        )}
      </div>
    </Phone>
  )
}

/** A template that WhatsApp approved: its text is theirs, so only its name and values are known here. */
function Approved({ name, body }: { name: string; body: Fields }) {
  const { t } = useTranslation('messages')
  return (
    <div className={classes.approved}>
      <div className={classes.small}>{t('whatsapp.template')}</div>
      <div className={classes.strong}>
        {name} {textOf(body.template_language) && `(${textOf(body.template_language)})`}
      </div>
      {paramsOf(body).map((param, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is known by its place
        <div key={index}>
          <code>{`{{${index + 1}}}`}</code> {param || t('whatsapp.empty')}
        </div>
      ))}
    </div>
  )
}
