import { useTranslation } from 'react-i18next'
import { Code } from '../../ui/Code'
import { headersOf, readableJson, textOf } from '../content'
import type { LookProps } from './look'

/** A request as it travels; the signature is made when it leaves. */
export function Request({ body }: LookProps) {
  const { t } = useTranslation('messages')
  const lines = [
    `${textOf(body.method) || 'POST'} ${textOf(body.url) || t('webhook.noUrl')}`,
    'Content-Type: application/json',
    ...headersOf(body).map(({ name, value }) => `${name}: ${value}`),
    '',
    readableJson(textOf(body.body)),
  ]
  return <Code text={lines.join('\n').trim()} maxHeight={520} />
}
