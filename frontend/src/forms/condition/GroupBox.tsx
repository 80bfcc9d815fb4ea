import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RuleGroupProps, RuleGroupType, RuleType } from 'react-querybuilder'
import { changeGroup, pointerTo, type Rows } from '../../graph/conditionTree'
import { useForm } from '../field'
import { AddMenu } from './AddMenu'
import { GroupPath, RowPath, useGroupPath } from './builder'
import classes from './condition.module.css'
import { Grip } from './Grip'
import { useMoving } from './useMoving'

const MODES = {
  all: { combinator: 'and', not: false },
  any: { combinator: 'or', not: false },
  none: { combinator: 'or', not: true },
  notAll: { combinator: 'and', not: true },
} as const
type Mode = keyof typeof MODES

const modeOf = (group: Rows): Mode =>
  group.combinator === 'and' ? (group.not ? 'notAll' : 'all') : group.not ? 'none' : 'any'

/** "All of these", "Any of these", "None of these", over rows and further groups. */
export function GroupBox({ ruleGroup, path, schema, actions, translations }: RuleGroupProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const group = ruleGroup as unknown as Rows
  const here = useGroupPath()
  const { grip, target, side } = useMoving({ path, schema, actions, id: group.id })
  const isRoot = path.length === 0
  const mode = modeOf(group)
  const setMode = (next: Mode) => {
    const whole = schema.getQuery() as unknown as Rows
    schema.dispatchQuery(changeGroup(whole, path, MODES[next]) as unknown as RuleGroupType)
  }
  const { rule: Row, ruleGroup: Group } = schema.controls
  const shown = { schema, actions, translations }
  const names = mode === 'notAll' ? MODES : { all: 0, any: 0, none: 0 }
  return (
    <div
      className={classes.group}
      data-row={!isRoot || undefined}
      data-nested={!isRoot || undefined}
      data-drop={side ?? undefined}
      {...(isRoot ? {} : target)}
    >
      {(group.rules.length > 1 || !isRoot || mode !== 'all') && (
        <div className={classes.groupHead}>
          {!isRoot && <Grip grip={grip} />}
          <Select
            size="xs"
            w={148}
            data={Object.keys(names).map((name) => ({ value: name, label: t(`condition.mode.${name}`) }))}
            value={mode}
            allowDeselect={false}
            disabled={disabled}
            comboboxProps={{ keepMounted: false }}
            aria-label={t('condition.modeLabel')}
            onChange={(next) => setMode(next as Mode)}
          />
          {!isRoot && !disabled && (
            <ActionIcon
              size="sm"
              ml="auto"
              onClick={() => actions.onGroupRemove(path)}
              aria-label={t('condition.removeGroup')}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
      <div className={classes.rows}>
        {group.rules.map((item, index) => {
          const at = { path: [...path, index], ...shown }
          const place = here + pointerTo(group, [index])
          return 'rules' in item ? (
            <GroupPath.Provider key={item.id} value={place}>
              <Group id={item.id} ruleGroup={item as unknown as RuleGroupType} {...at} />
            </GroupPath.Provider>
          ) : (
            <RowPath.Provider key={item.id} value={place}>
              <Row id={item.id} rule={item as unknown as RuleType} {...at} />
            </RowPath.Provider>
          )
        })}
      </div>
      {!disabled && (
        <AddMenu
          depth={path.length}
          onRow={(row) => actions.onRuleAdd(row as unknown as RuleType, path)}
          onGroup={(rows) => actions.onGroupAdd(rows as unknown as RuleGroupType, path)}
        />
      )}
    </div>
  )
}
