import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../api/hooks'
import { useAttributes } from '../forms/suggestions'
import type { Config } from '../graph/document'
import { withSamples } from '../graph/sample'
import classes from './panels.module.css'

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const escaped = (plain: string) =>
  plain.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

const PAGE =
  'font-family: system-ui, sans-serif; font-size: 15px; line-height: 1.5; margin: 20px; color: #1c1e23;'

/** The message with example values, in a frame that runs nothing and reaches nothing of this page. */
export function MessagePreview({ config }: { config: Config }) {
  const { t } = useTranslation('forms')
  const attributes = useAttributes()
  const workspace = useWorkspace()?.name ?? ''
  const known = useMemo(
    () =>
      Object.fromEntries([
        ['workspace.name', workspace],
        ...attributes.flatMap(({ name, examples }) => {
          const first = examples?.[0]
          return first === undefined || first === null ? [] : [[`customer.${name}`, String(first)]]
        }),
      ]),
    [attributes, workspace],
  )
  const subject = withSamples(text(config.subject), known)
  const html = withSamples(text(config.html), known)
  const body =
    html ||
    `<pre style="white-space: pre-wrap; font: inherit">${escaped(withSamples(text(config.text), known))}</pre>`
  return (
    <div>
      <div className={classes.previewHead}>
        <Text size="sm" fw={600}>
          {subject || t('content.noSubject')}
        </Text>
      </div>
      <iframe
        title={t('content.preview')}
        className={classes.preview}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={`<!doctype html><meta charset="utf-8"><body style="${PAGE}">${body}</body>`}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('content.previewNote')}
      </Text>
    </div>
  )
}
