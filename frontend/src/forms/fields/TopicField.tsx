import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { topicName } from '../../ui/names'
import { type FieldProps, textOf, useInput } from '../field'
import { useTopics } from '../suggestions'

/** What the message is about, so that people can refuse just that. */
export function TopicField(props: FieldProps) {
  const { i18n } = useTranslation()
  const topics = useTopics()
  const value = textOf(props.value)
  const known = topics.map((topic) => ({ value: topic.slug, label: topicName(topic, i18n.language) }))
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
