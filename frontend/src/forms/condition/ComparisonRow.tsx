import { Autocomplete, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SeenName } from '../../editor/api'
import {
  type AttributeType,
  type Comparison,
  OPERATOR_WORDS,
  OPERATORS,
  type Source,
  sourceOf,
  WITH_DURATION,
  WITH_LIST,
  WITHOUT_VALUE,
} from '../../graph/conditions'
import type { Json } from '../../graph/document'
import { useForm } from '../field'
import { propertiesOf, useAttributes, useEvents } from '../suggestions'
import { ComparedValue } from './ComparedValue'

const TYPES: AttributeType[] = ['text', 'number', 'date', 'boolean', 'list']

interface ComparisonRowProps {
  leaf: Comparison
  onChange: (leaf: Comparison) => void
}

/** The value that suits an operator, kept from before where it can be. */
function valueFor(type: AttributeType, op: string, before: Json | undefined): Partial<Comparison> {
  if (WITHOUT_VALUE.has(op)) return {}
  if (WITH_LIST.has(op)) return { value: Array.isArray(before) ? before : [] }
  if (WITH_DURATION.has(op)) {
    return { value: typeof before === 'string' && before.startsWith('P') ? before : 'P7D' }
  }
  if (type === 'number') return { value: typeof before === 'number' ? before : 0 }
  return { value: typeof before === 'string' ? before : '' }
}

/** "city | is | Paris": a name, an operator of its type, a value. */
export function ComparisonRow({ leaf, onChange }: ComparisonRowProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const source = sourceOf(leaf)
  const attributes = useAttributes()
  const names = useNames(source, attributes)
  const type = leaf.type ?? 'text'
  const withOperator = (nextType: AttributeType, op: string): Comparison => {
    const { value, value2: _, ...rest } = leaf
    return { ...rest, type: nextType, op, ...valueFor(nextType, op, value) }
  }
  const rename = (name: string) => {
    const seen =
      source === 'profile' ? attributes.find((attribute) => attribute.name === name)?.type : undefined
    const seenType = TYPES.find((known) => known === seen)
    const changed =
      seenType && seenType !== type ? withOperator(seenType, OPERATORS[seenType][0] ?? 'is') : leaf
    onChange({ ...changed, [source]: name })
  }
  return (
    <>
      <Autocomplete
        size="xs"
        data={names}
        limit={40}
        value={leaf[source] ?? ''}
        disabled={disabled}
        placeholder={t(`condition.placeholder.${source}`)}
        aria-label={t(`condition.leaf.${source}`)}
        leftSection={<SourceMark source={source} />}
        leftSectionWidth={source === 'profile' ? 58 : 50}
        onChange={rename}
      />
      <Select
        size="xs"
        data={TYPES.map((name) => ({
          group: t(`type.${name}`),
          items: OPERATORS[name].map((op) => ({ value: `${name}:${op}`, label: OPERATOR_WORDS[op] ?? op })),
        }))}
        value={`${type}:${leaf.op}`}
        allowDeselect={false}
        disabled={disabled}
        aria-label={t('condition.operator')}
        onChange={(next) => {
          const [nextType, op] = (next ?? 'text:is').split(':') as [AttributeType, string]
          onChange(withOperator(nextType, op))
        }}
      />
      <ComparedValue leaf={leaf} onChange={onChange} />
    </>
  )
}

function SourceMark({ source }: { source: Source }) {
  const { t } = useTranslation('forms')
  return (
    <span style={{ fontSize: 11, color: 'var(--mantine-color-dimmed)' }}>
      {t(`condition.mark.${source}`)}
    </span>
  )
}

function useNames(source: Source, attributes: SeenName[]): string[] {
  const properties = propertiesOf(useEvents())
  if (source === 'profile') return [...new Set(attributes.map((attribute) => attribute.name))]
  return source === 'run' ? [] : properties
}
