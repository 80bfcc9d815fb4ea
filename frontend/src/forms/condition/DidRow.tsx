import { NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Did } from '../../graph/conditions'
import { Completed } from '../Completed'
import { useError, useForm } from '../field'
import { DurationInput } from '../fields/DurationField'
import { propertiesOf, useEvents } from '../suggestions'
import { ConditionBuilder } from './ConditionBuilder'
import classes from './condition.module.css'
import { OnlyEvent } from './leaves'
import { NameInput, Strange } from './NameInput'

const TIMES = ['at_least', 'at_most', 'exactly'] as const
const WHAT = ['times', 'sum', 'distinct'] as const
type What = (typeof WHAT)[number]

interface DidRowProps {
  leaf: Did
  onChange: (leaf: Did) => void
  path: string
}

/** "did purchase, at least 2 times, in the last 90 days, where total is more than 50". */
export function DidRow({ leaf, onChange, path }: DidRowProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const events = useEvents()
  const error = useError(path, true)
  const known = events?.map(({ name, properties }) => ({
    name,
    type: 'event',
    examples: properties.map((property) => property.name),
  }))
  const what: What = leaf.sum ? 'sum' : leaf.distinct ? 'distinct' : whatOf(leaf)
  const property = leaf.sum ?? leaf.distinct ?? ''
  const counting = (next: What, name: string) => {
    const { sum: _, distinct: __, ...rest } = leaf
    onChange(next === 'times' ? rest : { ...rest, [next]: name })
  }
  const times = leaf.times ?? { op: 'at_least', n: 1 }
  const input = { size: 'xs', disabled } as const
  const list = { comboboxProps: { keepMounted: false } }
  return (
    <>
      <NameInput
        value={leaf.did}
        choices={known ?? []}
        label={t('condition.leaf.did')}
        mark={t('condition.mark.did')}
        placeholder={t('condition.placeholder.did')}
        onChange={(did) => onChange({ ...leaf, did })}
      />
      <div className={classes.times}>
        <Select
          {...input}
          {...list}
          data={TIMES.map((op) => ({ value: op, label: t(`condition.times.${op}`) }))}
          value={times.op}
          allowDeselect={false}
          aria-label={t('condition.operator')}
          onChange={(op) => onChange({ ...leaf, times: { ...times, op: op as Did['times']['op'] } })}
        />
        <NumberInput
          {...input}
          min={0}
          value={times.n}
          aria-label={t('condition.count')}
          onChange={(n) => typeof n === 'number' && onChange({ ...leaf, times: { ...times, n } })}
        />
        <Select
          {...input}
          {...list}
          data={WHAT.map((name) => ({ value: name, label: t(`condition.what.${name}`) }))}
          value={what}
          allowDeselect={false}
          aria-label={t('condition.whatLabel')}
          onChange={(next) => counting(next as What, property)}
        />
        {what !== 'times' && (
          <Completed
            {...input}
            className={classes.property}
            choices={propertiesOf(events, [leaf.did])}
            value={property}
            placeholder={t('condition.placeholder.event')}
            aria-label={t('condition.leaf.event')}
            onChange={(name) => counting(what, name)}
          />
        )}
      </div>
      <div className={classes.within}>
        <span>{t('condition.within')}</span>
        <DurationInput
          size="xs"
          value={leaf.within ?? ''}
          label={t('condition.within')}
          placeholder={t('condition.everBefore')}
          disabled={disabled}
          onChange={(within) => onChange({ ...leaf, within })}
        />
      </div>
      {error && leaf.did && !leaf.where && <p className={classes.error}>{error}</p>}
      <Strange name={leaf.did} known={known ?? null} what="event" />
      <OnlyEvent.Provider value={leaf.did}>
        {(leaf.where || !disabled) && (
          <div className={classes.where}>
            <ConditionBuilder
              value={leaf.where ?? null}
              path={`${path}/where`}
              label={t('condition.where')}
              onChange={(where) => onChange({ ...leaf, where })}
            />
          </div>
        )}
      </OnlyEvent.Provider>
    </>
  )
}

const whatOf = (leaf: Did): What =>
  leaf.sum !== undefined && leaf.sum !== null
    ? 'sum'
    : leaf.distinct !== undefined && leaf.distinct !== null
      ? 'distinct'
      : 'times'
