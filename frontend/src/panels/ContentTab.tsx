import { SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../forms/field'
import { SchemaForm } from '../forms/SchemaForm'
import type { Kind } from '../graph/catalogue'
import { MessagePreview } from './MessagePreview'
import { SendTest } from './SendTest'
import { useConfigForm } from './useConfigForm'

/** What a message says, what it looks like, and a way to get it oneself. */
export function ContentTab({ id, kind }: { id: string; kind: Kind | undefined }) {
  const { t } = useTranslation('forms')
  const [view, setView] = useState<'write' | 'preview'>('write')
  const { config, path, frame, change } = useConfigForm(id)
  if (!kind) return null
  return (
    <Form.Provider value={frame}>
      <Stack gap="md">
        <SegmentedControl
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          data={(['write', 'preview'] as const).map((name) => ({ value: name, label: t(`content.${name}`) }))}
          value={view}
          onChange={(next) => setView(next as typeof view)}
        />
        {view === 'write' ? (
          <SchemaForm
            schema={kind.schema}
            root={kind.schema}
            value={config}
            onChange={change}
            path={path}
            tab="content"
          />
        ) : (
          <MessagePreview config={config} />
        )}
        <SendTest id={id} />
      </Stack>
    </Form.Provider>
  )
}
