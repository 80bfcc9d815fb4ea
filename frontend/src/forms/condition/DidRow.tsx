import { Autocomplete, Group, NumberInput, Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toCondition, toGroup } from '../../graph/conditionGroups'
import type { Did } from '../../graph/conditions'
import { useForm } from '../field'
import { DurationInput } from '../fields/DurationField'
import { propertiesOf, useEvents } from '../suggestions'
import { GroupEditor } from './GroupEditor'
import { OnlyEvent } from './leaves'

const TIMES = ['at_least', 'at_most', 'exactly'] as const
const WHAT = ['times', 'sum', 'distinct'] as const
type What = (typeof WHAT)[number]

interface DidRowProps {
  leaf: Did
  onChange: (leaf: Did) => void
}

/** "did purchase, at least 2 times, in the last 90 days, where total is more than 50". */
export function DidRow({ leaf, onChange }: DidRowProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const events = useEvents()
  const what: What = leaf.sum !== undefined ? 'sum' : leaf.distinct !== undefined ? 'distinct' : 'times'
  const property = leaf.sum ?? leaf.distinct ?? ''
  const counting = (next: What, name: string) => {
    const { sum: _, distinct: __, ...rest } = leaf
    onChange(next === 'times' ? rest : { ...rest, [next]: name })
  }
  return (
    <>
      <Autocomplete
        size="xs"
        data={events.map((event) => event.name)}
        limit={40}
        value={leaf.did}
        disabled={disabled}
        placeholder={t('condition.placeholder.did')}
        aria-label={t('condition.leaf.did')}
        leftSection={
          <span style={{ fontSize: 11, color: 'var(--mantine-color-dimmed)' }}>
            {t('condition.mark.did')}
          </span>
        }
        leftSectionWidth={36}
        onChange={(did) => onChange({ ...leaf, did })}
      />
      <Group gap={6} wrap="nowrap">
        <Select
          size="xs"
          data={TIMES.map((op) => ({ value: op, label: t(`condition.times.${op}`) }))}
          value={leaf.times.op}
          allowDeselect={false}
          disabled={disabled}
          aria-label={t('condition.operator')}
          onChange={(op) => onChange({ ...leaf, times: { ...leaf.times, op: op as Did['times']['op'] } })}
        />
        <NumberInput
          size="xs"
          w={70}
          min={0}
          value={leaf.times.n}
          disabled={disabled}
          aria-label={t('condition.count')}
          onChange={(n) => typeof n === 'number' && onChange({ ...leaf, times: { ...leaf.times, n } })}
        />
        <Select
          size="xs"
          data={WHAT.map((name) => ({ value: name, label: t(`condition.what.${name}`) }))}
          value={what}
          allowDeselect={false}
          disabled={disabled}
          aria-label={t('condition.whatLabel')}
          onChange={(next) => counting(next as What, property)}
        />
      </Group>
      {what !== 'times' && (
        <Autocomplete
          size="xs"
          data={propertiesOf(events, leaf.did)}
          value={property}
          disabled={disabled}
          placeholder={t('condition.placeholder.event')}
          aria-label={t('condition.leaf.event')}
          onChange={(name) => counting(what, name)}
        />
      )}
      <Switch
        size="xs"
        label={t('condition.within')}
        checked={Boolean(leaf.within)}
        disabled={disabled}
        onChange={(event) => onChange({ ...leaf, within: event.currentTarget.checked ? 'P30D' : null })}
      />
      {leaf.within && (
        <DurationInput
          value={leaf.within}
          label={t('condition.within')}
          disabled={disabled}
          onChange={(within) => onChange({ ...leaf, within })}
        />
      )}
      <OnlyEvent.Provider value={true}>
        <GroupEditor
          group={toGroup(leaf.where)}
          depth={2}
          onChange={(group) => onChange({ ...leaf, where: toCondition(group) })}
        />
      </OnlyEvent.Provider>
    </>
  )
}
