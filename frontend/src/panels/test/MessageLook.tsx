import { Alert, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WalkMessage } from '../../graph/walk'
import panelClasses from '../panels.module.css'
import classes from './test.module.css'

/** A message as this customer would get it, in a frame that runs nothing. */
export function MessageLook({ message, onClose }: { message: WalkMessage; onClose: () => void }) {
  const { t } = useTranslation('versions')
  const { preview, recipient } = message
  const [part, setPart] = useState<'html' | 'text'>(preview && !preview.html ? 'text' : 'html')
  return (
    <Modal opened onClose={onClose} size="lg" title={preview?.subject || t('line.noSubject')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {recipient ? t('line.to', { recipient }) : t('line.noAddress')} · {t('test.nothingSent')}
        </Text>
        {!preview && <Text size="sm">{t('look.none')}</Text>}
        {preview?.flaws.map((flaw) => (
          <Alert key={flaw} color="red">
            {flaw}
          </Alert>
        ))}
        {preview && preview.missing.length > 0 && (
          <Alert color="yellow">{t('look.missing', { names: preview.missing.join(', ') })}</Alert>
        )}
        {preview?.html && (
          <SegmentedControl
            size="xs"
            style={{ alignSelf: 'flex-start' }}
            data={(['html', 'text'] as const).map((name) => ({ value: name, label: t(`look.${name}`) }))}
            value={part}
            onChange={(next) => setPart(next as 'html' | 'text')}
          />
        )}
        {preview && part === 'html' && preview.html && (
          <iframe
            title={t('look.title')}
            className={panelClasses.preview}
            sandbox=""
            referrerPolicy="no-referrer"
            srcDoc={`<!doctype html><meta charset="utf-8"><body style="font-family: system-ui, sans-serif; font-size: 15px; line-height: 1.5; margin: 20px; color: #1c1e23;">${preview.html}</body>`}
          />
        )}
        {preview && (part === 'text' || !preview.html) && <pre className={classes.plain}>{preview.text}</pre>}
      </Stack>
    </Modal>
  )
}
