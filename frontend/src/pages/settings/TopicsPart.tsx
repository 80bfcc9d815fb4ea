import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useReread, useWorkspace } from '../../api/hooks'
import type { Topic } from '../../api/types'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { fieldErrors } from '../../ui/fields'
import { TwoLines } from '../../ui/ListBar'
import { topicName } from '../../ui/names'

type Default = Topic['default']

/** What customers may choose to hear about; each marketing message names one. */
export function TopicsPart() {
  const { t } = useTranslation()
  const may = useMay()
  const language = useWorkspace()?.language
  const query = useList<Topic>('/topics')
  const columns: Column<Topic>[] = [
    {
      id: 'name',
      title: t('settings.topics.name'),
      cell: (topic) => <TwoLines first={topicName(topic, language)} second={topic.slug} />,
    },
    {
      id: 'default',
      title: t('settings.topics.default'),
      width: 240,
      cell: (topic) => t(`settings.topics.defaults.${topic.default}`),
    },
  ]
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('settings.topics.line')}
      </Text>
      <Card flush title={t('settings.topics.title')}>
        {may.edit && <TopicForm />}
        <DataList
          label={t('settings.topics.title')}
          query={query}
          columns={columns}
          rowKey={(topic) => topic.slug}
          empty={
            <Text size="sm" c="dimmed" p="md">
              {t('settings.topics.none')}
            </Text>
          }
        />
      </Card>
    </Stack>
  )
}

/** "Weekly news" -> "weekly-news"; letters outside a to z are left out. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)

function TopicForm() {
  const { t } = useTranslation()
  const reread = useReread()
  const language = useWorkspace()?.language ?? 'en'
  const [name, setName] = useState('')
  const [standard, setStandard] = useState<Default>('opt_out')
  const create = useMutation({
    mutationFn: () =>
      api.post('/topics', {
        slug: slugOf(name) || `topic-${Date.now().toString(36)}`,
        name: { [language]: name.trim() },
        default: standard,
      }),
    onSuccess: () => {
      setName('')
      return reread('/topics')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form onSubmit={submit} style={{ padding: 16 }}>
      <Group align="flex-end" gap="sm">
        <TextInput
          required
          withAsterisk={false}
          label={t('settings.topics.name')}
          placeholder={t('settings.topics.nameHint')}
          value={name}
          maxLength={100}
          error={fieldErrors(create.error).name ?? fieldErrors(create.error).slug}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
        />
        <Select
          label={t('settings.topics.default')}
          data={(['opt_out', 'opt_in'] as const).map((value) => ({
            value,
            label: t(`settings.topics.defaults.${value}`),
          }))}
          value={standard}
          allowDeselect={false}
          onChange={(value) => value && setStandard(value as Default)}
          w={240}
        />
        <Button type="submit" loading={create.isPending}>
          {t('settings.topics.create')}
        </Button>
      </Group>
    </form>
  )
}
