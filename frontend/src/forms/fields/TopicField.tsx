import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Topic } from '../../editor/api'
import { type FieldProps, textOf, useInput } from '../field'
import { useTopics } from '../suggestions'

function nameOf({ name, slug }: Topic, language: string): string {
  if (typeof name === 'string') return name || slug
  return name?.[language] ?? name?.en ?? Object.values(name ?? {})[0] ?? slug
}

/** What the message is about, so that people can refuse just that. */
export function TopicField(props: FieldProps) {
  const { i18n } = useTranslation()
  const topics = useTopics()
  const value = textOf(props.value)
  const known = topics.map((topic) => ({ value: topic.slug, label: nameOf(topic, i18n.language) }))
  const data =
    value && !known.some((topic) => topic.value === value) ? [...known, { value, label: value }] : known
  return (
    <Select
      {...useInput(props)}
      data={data}
      value={value || null}
      clearable={!props.required}
      onChange={(next) => props.onChange(next ?? (props.nullable ? null : ''))}
    />
  )
}
