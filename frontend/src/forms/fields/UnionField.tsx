import { Select, Stack } from '@mantine/core'
import type { Schema } from '../../graph/catalogue'
import { freshObject, resolve } from '../../graph/defaults'
import type { Config } from '../../graph/document'
import { type FieldProps, isRecord, useInput } from '../field'
import { SchemaForm } from '../SchemaForm'
import { tagOf } from './ObjectField'
import { ValueField } from './ValueField'

interface Member {
  schema: Schema
  tag: string
  value: string
  label: string
}

const spoken = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' ')

/** The members of a union of objects, told apart by a constant field. */
function membersOf(schema: Schema, root: Schema): Member[] {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((choice) => choice.type !== 'null')
  return choices.flatMap((choice): Member[] => {
    const found = resolve(choice, root)
    const tag = tagOf(found)[0]
    const field = tag === undefined ? undefined : found.properties?.[tag]
    const value = field?.const ?? field?.enum?.[0]
    if (tag === undefined || typeof value !== 'string') return []
    return [{ schema: found, tag, value, label: schema['x-labels']?.[value] ?? found.title ?? spoken(value) }]
  })
}

/** A choice between several forms. A union of plain values is one value. */
export function UnionField(props: FieldProps) {
  const { schema, root, value, onChange, nullable, path } = props
  const input = useInput(props)
  const members = membersOf(schema, root)
  if (members.length === 0) return <ValueField {...props} />
  const now = isRecord(value) ? members.find((member) => value[member.tag] === member.value) : undefined
  const choose = (name: string | null) => {
    const member = members.find((candidate) => candidate.value === name)
    if (member) onChange({ ...freshObject(member.schema, root), [member.tag]: member.value })
    else if (nullable) onChange(null)
  }
  return (
    <Stack gap="sm">
      <Select
        {...input}
        data={members.map((member) => ({ value: member.value, label: member.label }))}
        value={now?.value ?? null}
        clearable={nullable}
        allowDeselect={false}
        onChange={choose}
      />
      {now && (
        <SchemaForm
          schema={now.schema}
          root={root}
          value={value as Config}
          path={path}
          without={[now.tag]}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}
