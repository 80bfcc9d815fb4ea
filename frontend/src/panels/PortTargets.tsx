import { Input, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { connect, disconnect } from '../graph/operations'
import { placeName } from '../graph/placeName'
import { portsAt } from '../graph/ports'
import { isTrigger, targetOf } from '../graph/read'

/** Where each port leads: the same as drawing the edge, for the keyboard. */
export function PortTargets({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const ports = portsAt(document, kinds, id)
  if (ports.length === 0) return null
  const targets = Object.keys(document.steps)
    .filter((step) => step !== id)
    .map((step) => ({ value: step, label: placeName(document, kinds, step) }))
  const ends = isTrigger(document, id) ? t('ports.nowhere') : t('ports.ends')
  const set = (port: string, target: string | null) =>
    apply((current) => (target ? connect(current, kinds, id, port, target) : disconnect(current, id, port)))
  return (
    <Input.Wrapper label={t('ports.title')} labelElement="div">
      <Stack gap={6} mt={4}>
        {ports.map((port) => (
          <Select
            key={port.name}
            size="xs"
            leftSection={port.title ? <span title={port.title}>{port.title}</span> : undefined}
            leftSectionWidth={port.title ? 110 : undefined}
            leftSectionProps={{
              style: { justifyContent: 'flex-start', overflow: 'hidden', paddingLeft: 10 },
            }}
            styles={{ section: { color: 'var(--mantine-color-dimmed)', fontSize: 12, whiteSpace: 'nowrap' } }}
            data={targets}
            value={targetOf(document, id, port.name) ?? null}
            placeholder={port.optional ? t('ports.notUsed') : ends}
            clearable
            searchable
            disabled={!editable}
            aria-label={`${t('ports.title')}: ${port.title || port.name}`}
            onChange={(target) => set(port.name, target)}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  )
}
