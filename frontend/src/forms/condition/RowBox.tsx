import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleProps } from 'react-querybuilder'
import { isDid, isLocalTime, type Leaf } from '../../graph/conditions'
import { useForm } from '../field'
import { useRowPath } from './builder'
import { ComparisonRow } from './ComparisonRow'
import classes from './condition.module.css'
import { DidRow } from './DidRow'
import { Grip } from './Grip'
import { LocalTimeRow } from './LocalTimeRow'
import { useMoving } from './useMoving'

/** What the library hands over anew at each key, and what of it makes a row look otherwise. */
const looksSame = (before: RuleProps, now: RuleProps) =>
  before.rule === now.rule &&
  before.schema.qbId === now.schema.qbId &&
  before.path.length === now.path.length &&
  before.path.every((index, at) => now.path[at] === index)

/** One row of a condition: a comparison, what a customer did, or the local time. */
export const RowBox = memo(function RowBox({ rule, path, schema, actions }: RuleProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const at = useRowPath()
  const { grip, target, side } = useMoving({ path, schema, actions, id: rule.id })
  const leaf = rule.value as Leaf
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
}, looksSame)
