import { Input } from '@mantine/core'
import { toCondition, toGroup } from '../../graph/conditionGroups'
import type { Condition } from '../../graph/conditions'
import type { Json } from '../../graph/document'
import { GroupEditor } from '../condition/GroupEditor'
import { type FieldProps, isRecord, useInput } from '../field'

/** A condition as rows and groups; without rows there is no condition. */
export function ConditionField(props: FieldProps) {
  const { label, description, withAsterisk, error } = useInput(props, true)
  const condition = isRecord(props.value) ? (props.value as unknown as Condition) : null
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <GroupEditor
        group={toGroup(condition)}
        onChange={(group) => props.onChange(toCondition(group) as unknown as Json)}
        depth={0}
      />
    </Input.Wrapper>
  )
}
