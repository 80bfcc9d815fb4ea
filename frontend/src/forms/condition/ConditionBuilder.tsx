import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Controls, type FullField, QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import type { Condition } from '../../graph/conditions'
import { fromRows, type Rows, toRows } from '../../graph/conditionTree'
import { canonical } from '../../graph/diff'
import { useStable } from '../useStable'
import { freshId, GroupPath } from './builder'
import classes from './condition.module.css'
import { GroupBox } from './GroupBox'
import { RowBox } from './RowBox'

interface ConditionBuilderProps {
  value: Condition | null
  onChange: (condition: Condition | null) => void
  /** JSON pointer of the condition, so that what is wrong stands at its row. */
  path: string
  label: string
}

interface Kept {
  condition: Condition | null
  rows: Rows
}

const same = (a: Condition | null, b: Condition | null) =>
  a === b || canonical(a ?? null) === canonical(b ?? null)

const CONTROLS: Partial<Controls<FullField, string>> = { ruleGroup: GroupBox, rule: RowBox }

/** The library calls each builder a form of its own, of which a page would have many. */
function withoutLandmark(box: HTMLFieldSetElement | null) {
  box?.querySelector(':scope > [role="form"]')?.removeAttribute('role')
}

/** All, any or none of rows and further groups; rows keep their identity while one writes in them. */
export function ConditionBuilder({ value, onChange, path, label }: ConditionBuilderProps) {
  const { t } = useTranslation('forms')
  const [kept, setKept] = useState<Kept>(() => ({ condition: value, rows: toRows(value, freshId) }))
  let { rows } = kept
  if (!same(kept.condition, value)) {
    // It was changed from outside: undone, or by a colleague.
    rows = toRows(value, freshId)
    setKept({ condition: value, rows })
  }
  const take = useStable((next: Rows) => {
    const condition = fromRows(next)
    setKept({ condition, rows: next })
    if (!same(condition, value)) onChange(condition)
  })
  return (
    <GroupPath.Provider value={path}>
      <fieldset
        ref={withoutLandmark}
        className={classes.builder}
        aria-label={t('condition.label', { label })}
      >
        <QueryBuilder
          query={rows as unknown as RuleGroupType}
          onQueryChange={take as unknown as (next: RuleGroupType) => void}
          controlElements={CONTROLS}
          idGenerator={freshId}
          enableMountQueryChange={false}
          suppressStandardClassnames
        />
      </fieldset>
    </GroupPath.Provider>
  )
}
