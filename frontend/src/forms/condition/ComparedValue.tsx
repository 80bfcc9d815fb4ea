import { Group, TagsInput, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Comparison, sourceOf, WITH_DURATION, WITH_LIST, WITHOUT_VALUE } from '../../graph/conditions'
import type { Json } from '../../graph/document'
import { textOf, useForm } from '../field'
import { DurationInput } from '../fields/DurationField'
import { NumberValue, ValueInput } from '../fields/ValueField'
import { useAttributes } from '../suggestions'

interface ComparedValueProps {
  leaf: Comparison
  onChange: (leaf: Comparison) => void
}

/** What is compared with: none, a number, two, a date, a time span, several words, or a value. */
export function ComparedValue({ leaf, onChange }: ComparedValueProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const examples = useExamples(leaf)
  const label = t('condition.value')
  const set = (value: Json) => onChange({ ...leaf, value })
  if (WITHOUT_VALUE.has(leaf.op)) return null
  if (WITH_DURATION.has(leaf.op)) {
    return (
      <DurationInput
        value={textOf(leaf.value)}
        label={label}
        disabled={disabled}
        onChange={(iso) => set(iso ?? '')}
      />
    )
  }
  if (WITH_LIST.has(leaf.op)) {
    const words = Array.isArray(leaf.value) ? leaf.value.map(textOf) : []
    return (
      <TagsInput
        size="xs"
        value={words}
        data={examples}
        disabled={disabled}
        aria-label={label}
        onChange={set}
      />
    )
  }
  if (leaf.op === 'between') {
    return (
      <Group gap={6} wrap="nowrap">
        <NumberValue value={leaf.value} onChange={set} label={label} disabled={disabled} />
        <Text size="xs">{t('condition.and')}</Text>
        <NumberValue
          value={leaf.value2}
          onChange={(value2) => onChange({ ...leaf, value2 })}
          label={label}
          disabled={disabled}
        />
      </Group>
    )
  }
  if (leaf.type === 'date') {
    return (
      <TextInput
        size="xs"
        type="date"
        value={textOf(leaf.value).slice(0, 10)}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  const isData = typeof leaf.value === 'object' && leaf.value !== null
  if (leaf.type === 'number' && !isData) {
    return <NumberValue value={leaf.value} onChange={set} label={label} disabled={disabled} />
  }
  return (
    <ValueInput value={leaf.value} onChange={set} label={label} disabled={disabled} examples={examples} />
  )
}

/** Values seen of a profile attribute, to choose from. */
function useExamples(leaf: Comparison): string[] {
  const attributes = useAttributes()
  if (sourceOf(leaf) !== 'profile') return []
  const seen = attributes.find((attribute) => attribute.name === leaf.profile)?.examples ?? []
  return [...new Set(seen.map((example) => textOf(example as Json)))].filter(Boolean)
}
