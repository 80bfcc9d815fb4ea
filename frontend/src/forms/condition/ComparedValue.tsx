import { TagsInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Comparison, WITH_DURATION, WITH_LIST, WITHOUT_VALUE } from '../../graph/conditions'
import type { Json } from '../../graph/document'
import { textOf, useForm } from '../field'
import { DurationInput } from '../fields/DurationField'
import { ValueInput } from '../fields/ValueInput'
import classes from './condition.module.css'

interface ComparedValueProps {
  leaf: Comparison
  onChange: (leaf: Comparison) => void
  examples: string[]
}

/** What is compared with: nothing, a value, two, a time span, or several. */
export function ComparedValue({ leaf, onChange, examples }: ComparedValueProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const label = t('condition.value')
  const set = (value: Json) => onChange({ ...leaf, value })
  if (WITHOUT_VALUE.has(leaf.op)) return null
  if (WITH_DURATION.has(leaf.op)) {
    return (
      <div className={classes.value}>
        <DurationInput
          size="xs"
          value={textOf(leaf.value)}
          label={label}
          disabled={disabled}
          onChange={(iso) => set(iso ?? '')}
        />
      </div>
    )
  }
  if (WITH_LIST.has(leaf.op)) {
    const words = Array.isArray(leaf.value) ? leaf.value.map(textOf) : []
    const read = (word: string): Json => (leaf.type === 'number' ? Number(word) : word)
    return (
      <TagsInput
        size="xs"
        comboboxProps={{ keepMounted: false }}
        className={classes.value}
        value={words}
        data={examples}
        disabled={disabled}
        aria-label={label}
        placeholder={words.length ? undefined : t('condition.severalHint')}
        onChange={(next) =>
          set(next.filter((word) => leaf.type !== 'number' || Number.isFinite(Number(word))).map(read))
        }
      />
    )
  }
  const kind = leaf.type === 'number' || leaf.type === 'date' ? leaf.type : 'text'
  const input = { kind, disabled, examples, size: 'xs' } as const
  return (
    <div className={classes.value}>
      <ValueInput {...input} value={leaf.value} onChange={set} label={label} />
      {leaf.op === 'between' && (
        <>
          <Text size="xs" component="span" className={classes.between}>
            {t('condition.and')}
          </Text>
          <ValueInput
            {...input}
            value={leaf.value2}
            onChange={(value2) => onChange({ ...leaf, value2 })}
            label={t('condition.value2')}
          />
        </>
      )}
    </div>
  )
}
