import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RuleProps } from 'react-querybuilder'
import { isDid, isLocalTime, type Leaf } from '../../graph/conditions'
import { pointerTo } from '../../graph/conditionTree'
import { useForm } from '../field'
import { useBuilder } from './builder'
import { ComparisonRow } from './ComparisonRow'
import classes from './condition.module.css'
import { DidRow } from './DidRow'
import { Grip } from './Grip'
import { LocalTimeRow } from './LocalTimeRow'
import { useMoving } from './useMoving'

/** One row of a condition: a comparison, what a customer did, or the local time. */
export function RowBox({ rule, path, schema, actions }: RuleProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const builder = useBuilder()
  const { grip, target, side } = useMoving({ path, schema, actions, id: rule.id })
  const leaf = rule.value as Leaf
  const at = builder.path + pointerTo(builder.rows, path)
  const change = (next: Leaf) => actions.onPropChange('value', next, path)
  const kind = isDid(leaf) ? 'did' : isLocalTime(leaf) ? 'local' : 'comparison'
  return (
    <div className={classes.row} data-row data-drop={side ?? undefined} {...target}>
      <Grip grip={grip} />
      <div className={classes.leaf} data-kind={kind}>
        {isDid(leaf) ? (
          <DidRow leaf={leaf} onChange={change} path={at} />
        ) : isLocalTime(leaf) ? (
          <LocalTimeRow leaf={leaf} onChange={change} />
        ) : (
          <ComparisonRow leaf={leaf} onChange={change} path={at} />
        )}
      </div>
      {!disabled && (
        <ActionIcon size="sm" onClick={() => actions.onRuleRemove(path)} aria-label={t('condition.remove')}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}
