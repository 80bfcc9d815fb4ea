import { Button, SegmentedControl, Stack } from '@mantine/core'
import { IconLayoutColumns } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../forms/field'
import { Flaws } from '../forms/liquid/flaws'
import { SchemaForm } from '../forms/SchemaForm'
import type { Kind } from '../graph/catalogue'
import { PreviewSlot } from '../messages/previewSlot'
import { MessageDesk } from './MessageDesk'
import { MessagePreview } from './MessagePreview'
import classes from './message.module.css'
import { SendTest } from './SendTest'
import { useConfigForm } from './useConfigForm'
import { useMessageLook, useReader } from './useMessageLook'

/** What a message says, what it looks like, and a way to get it oneself. */
export function ContentTab({ id, kind }: { id: string; kind: Kind | undefined }) {
  const { t } = useTranslation('forms')
  const [view, setView] = useState<'write' | 'preview'>('write')
  const [wide, setWide] = useState(false)
  const { config, path, frame, change } = useConfigForm(id)
  const { reader, setReader } = useReader()
  const shown = useMessageLook(config, reader)
  if (!kind) return null
  const form = (
    <SchemaForm
      schema={kind.schema}
      root={kind.schema}
      value={config}
      onChange={change}
      path={path}
      tab="content"
    />
  )
  const preview = <MessagePreview {...shown} reader={reader} onPick={setReader} />
  const test = <SendTest id={id} reader={reader} />
  return (
    <Form.Provider value={frame}>
      <Flaws.Provider value={shown.look?.problems ?? []}>
        <PreviewSlot value={preview}>
          <Stack gap="md">
            <div className={classes.head}>
              <SegmentedControl
                size="xs"
                aria-label={t('content.view')}
                data={(['write', 'preview'] as const).map((name) => ({
                  value: name,
                  label: t(`content.${name}`),
                }))}
                value={view}
                onChange={(next) => setView(next as typeof view)}
              />
              <Button
                variant="default"
                size="xs"
                leftSection={<IconLayoutColumns size={15} aria-hidden />}
                onClick={() => setWide(true)}
              >
                {t('content.beside')}
              </Button>
            </div>
            {!wide && (view === 'write' ? form : preview)}
            {!wide && test}
          </Stack>
          {wide && (
            <MessageDesk id={id} form={form} preview={preview} test={test} onClose={() => setWide(false)} />
          )}
        </PreviewSlot>
      </Flaws.Provider>
    </Form.Provider>
  )
}
