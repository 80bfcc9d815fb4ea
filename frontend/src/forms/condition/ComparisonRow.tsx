import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type AttributeType,
  type Comparison,
  OPERATORS,
  type Source,
  sourceOf,
  withOperator,
} from '../../graph/conditions'
import { useError, useForm } from '../field'
import { propertiesOf, type Seen, useAttributes, useEvents } from '../suggestions'
import { ComparedValue } from './ComparedValue'
import classes from './condition.module.css'
import { useAskedEvents } from './leaves'
import { NameInput, Strange } from './NameInput'

/** What may become of a message. */
const REPORTS = ['delivered', 'opened', 'clicked', 'replied', 'bounced', 'complained', 'failed', 'refused']
const TYPES: AttributeType[] = ['text', 'number', 'date', 'boolean', 'list']

interface ComparisonRowProps {
  leaf: Comparison
  onChange: (leaf: Comparison) => void
  path: string
}

/** "city | is | Paris": a name, an operator of its type, a value. */
export function ComparisonRow({ leaf, onChange, path }: ComparisonRowProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const error = useError(path, true)
  const source = sourceOf(leaf)
  const known = useKnown(source)
  const type = leaf.type ?? 'text'
  const name = leaf[source] ?? ''
  const seen = known?.find((one) => one.name === name)
  const rename = (next: string) => {
    const found = known?.find((one) => one.name === next)?.type
    const fits = TYPES.find((one) => one === found)
    const changed = fits && fits !== type ? withOperator(leaf, fits, OPERATORS[fits][0] ?? 'is') : leaf
    onChange({ ...changed, [source]: next })
  }
  return (
    <>
      <NameInput
        value={name}
        choices={known ?? []}
        label={t(`condition.leaf.${source}`)}
        mark={t(`condition.mark.${source}`)}
        placeholder={t(`condition.placeholder.${source}`)}
        onChange={rename}
      />
      <Select
        size="xs"
        className={classes.operator}
        data={operatorsOf(leaf, seen, (id) => t(id))}
        value={`${type}:${leaf.op}`}
        allowDeselect={false}
        disabled={disabled}
        aria-label={t('condition.operator')}
        maxDropdownHeight={300}
        comboboxProps={{ keepMounted: false, shadow: 'md', width: 'max-content', position: 'bottom-start' }}
        onChange={(next) => {
          const [nextType, op] = (next ?? 'text:is').split(':') as [AttributeType, string]
          onChange(withOperator(leaf, nextType, op))
        }}
      />
      <ComparedValue leaf={leaf} onChange={onChange} examples={seen?.examples ?? []} />
      {error && name && <p className={classes.error}>{error}</p>}
      {source !== 'run' && source !== 'message' && (
        <Strange name={name} known={known} what={source === 'profile' ? 'attribute' : 'property'} />
      )}
    </>
  )
}

/** What fits the type that was seen; of something never seen, everything, by type. */
function operatorsOf(leaf: Comparison, seen: Seen | undefined, t: (id: string) => string) {
  const own = leaf.type ?? 'text'
  const known = TYPES.find((type) => type === seen?.type)
  const types = known ? [...new Set([known, own])] : TYPES
  return types.map((type) => {
    const listed = OPERATORS[type]
    const ops = type === own && !listed.includes(leaf.op) ? [...listed, leaf.op] : listed
    return {
      group: t(`type.${type}`),
      items: ops.map((op) => ({ value: `${type}:${op}`, label: t(`condition.op.${op}`) })),
    }
  })
}

function useKnown(source: Source): Seen[] | null {
  const attributes = useAttributes()
  const events = useEvents()
  const asked = useAskedEvents(source)
  const { messages = [] } = useForm()
  if (source === 'profile') return attributes
  if (source === 'run') return null
  if (source === 'message') {
    return messages.flatMap(({ id }) =>
      REPORTS.map((word) => ({ name: `${id}.${word}`, type: 'boolean', examples: [] })),
    )
  }
  return events && propertiesOf(events, asked)
}
