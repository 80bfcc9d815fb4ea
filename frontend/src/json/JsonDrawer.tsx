import { ActionIcon, Button, Drawer, Group, SegmentedControl, Tooltip } from '@mantine/core'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { fileText } from '../graph/file'
import { place } from '../graph/read'
import { Code } from '../ui/Code'
import { JsonForm } from './JsonForm'
import { saveText } from './saveText'

/** The selected place or the whole journey as JSON: to read, to copy, to keep, to write. */
export function JsonDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outline')
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const only = useEditor((state) => (state.selected.length === 1 ? state.selected[0] : undefined))
  const found = only === undefined ? undefined : place(document, only)
  const [whole, setWhole] = useState(found === undefined)
  const [writing, setWriting] = useState(false)
  const id = whole || found === undefined ? null : (only ?? null)
  const text = fileText(id === null ? document : (found ?? document))
  const file = `${(id ?? document.name) || 'journey'}.json`
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      title={id === null ? t('json.journey') : t('json.step', { id })}
    >
      <Group justify="space-between" mb="sm">
        {found !== undefined && !writing ? (
          <SegmentedControl
            size="xs"
            aria-label={t('json.which')}
            value={whole ? 'journey' : 'step'}
            onChange={(value) => setWhole(value === 'journey')}
            data={[
              { value: 'step', label: t('json.ofStep') },
              { value: 'journey', label: t('json.ofJourney') },
            ]}
          />
        ) : (
          <span />
        )}
        <Group gap={4}>
          {editable && !writing && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={() => setWriting(true)}
            >
              {t('json.edit')}
            </Button>
          )}
          <Tooltip label={t('json.download')}>
            <ActionIcon aria-label={t('json.download')} onClick={() => saveText(file, text)}>
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {writing ? (
        <JsonForm id={id} start={text} onDone={() => setWriting(false)} />
      ) : (
        <Code text={text} maxHeight="calc(100dvh - 150px)" />
      )}
    </Drawer>
  )
}
