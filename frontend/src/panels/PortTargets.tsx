import { Input, Select, Stack } from '@mantine/core'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import type { JourneyDocument } from '../graph/document'
import { connect, disconnect } from '../graph/operations'
import { placeName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import { isTrigger, targetOf } from '../graph/read'

/** Where each port leads: the same as drawing the edge, for the keyboard. */
export function PortTargets({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const ports = portsAt(document, kinds, id)
  const targets = useTargets(document, id)
  if (ports.length === 0) return null
  return (
    <Input.Wrapper label={t('ports.title')} labelElement="div">
      <Stack gap={6} mt={4}>
        {ports.map((port) => (
          <PortTarget
            key={port.name}
            id={id}
            port={port}
            value={targetOf(document, id, port.name) ?? null}
            targets={targets}
            trigger={isTrigger(document, id)}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  )
}

interface PortTargetProps {
  id: string
  port: Port
  value: string | null
  targets: { value: string; label: string }[]
  trigger: boolean
}

/** One port; drawn again only when it changes, for its list is as long as the journey is large. */
const PortTarget = memo(function PortTarget({ id, port, value, targets, trigger }: PortTargetProps) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const ends = t(trigger ? 'ports.nowhere' : 'ports.ends')
  const set = (target: string | null) =>
    apply((current) =>
      target ? connect(current, kinds, id, port.name, target) : disconnect(current, id, port.name),
    )
  return (
    <Select
      size="xs"
      leftSection={port.title ? <span title={port.title}>{port.title}</span> : undefined}
      leftSectionWidth={port.title ? 110 : undefined}
      leftSectionProps={{
        style: { justifyContent: 'flex-start', overflow: 'hidden', paddingLeft: 10 },
      }}
      styles={{ section: { color: 'var(--mantine-color-dimmed)', fontSize: 12, whiteSpace: 'nowrap' } }}
      data={targets}
      comboboxProps={CLOSED}
      value={value}
      placeholder={port.optional ? t('ports.notUsed') : ends}
      clearable
      searchable
      disabled={!editable}
      aria-label={`${t('ports.title')}: ${port.title || port.name}`}
      onChange={set}
    />
  )
})

/** A closed list is not drawn: it has a line for every step. */
const CLOSED = { keepMounted: false }

/** The steps that an edge may lead to; the same list while they are called the same. */
function useTargets(document: JourneyDocument, id: string) {
  const { kinds } = useFrame()
  const targets = Object.keys(document.steps)
    .filter((step) => step !== id)
    .map((step) => ({ value: step, label: placeName(document, kinds, step) }))
  const kept = useRef(targets)
  const same = (a: typeof targets, b: typeof targets) =>
    a.length === b.length && a.every((one, at) => one.value === b[at]?.value && one.label === b[at]?.label)
  if (!same(kept.current, targets)) kept.current = targets
  return kept.current
}
