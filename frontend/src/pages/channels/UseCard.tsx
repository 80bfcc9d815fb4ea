import { Button, Group, MultiSelect, NumberInput, Stack, Switch } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useReread, useWorkspace } from '../../api/hooks'
import type { Topic } from '../../api/types'
import { Card } from '../../ui/Card'
import { topicName } from '../../ui/names'
import { notifyDone } from '../../ui/notify'
import type { Account } from './accounts'

const today = () => new Date().toISOString().slice(0, 10)
const WARM = { first: 50, factor: 1.5 }

/** What it is used for: which topics, how many a second, and slowly at first. */
export function UseCard({ account }: { account: Account }) {
  const { t } = useTranslation('channels')
  const may = useMay()
  const reread = useReread()
  const language = useWorkspace()?.language
  const known = useList<Topic>('/topics').rows
  const [topics, setTopics] = useState(account.topics)
  const [perSecond, setPerSecond] = useState<number | null>(account.per_second)
  const [warmUp, setWarmUp] = useState(account.warm_up)
  const save = useMutation({
    mutationFn: () =>
      api.patch(`/accounts/${account.id}`, { topics, per_second: perSecond, warm_up: warmUp }),
    onSuccess: async () => {
      await reread('/accounts')
      notifyDone(t('saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const names = new Map(known.map((topic) => [topic.slug, topicName(topic, language)]))
  return (
    <Card title={t('use.title')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <MultiSelect
            label={t('use.topics')}
            description={t('use.topicsLine')}
            placeholder={topics.length === 0 ? t('use.all') : undefined}
            data={[...new Set([...names.keys(), ...topics])].map((slug) => ({
              value: slug,
              label: names.get(slug) ?? slug,
            }))}
            value={topics}
            disabled={!may.edit}
            onChange={setTopics}
          />
          <NumberInput
            label={t('use.rate')}
            description={t('use.rateLine')}
            placeholder={t('use.unlimited')}
            value={perSecond ?? ''}
            min={0.001}
            max={100_000}
            disabled={!may.edit}
            onChange={(value) => setPerSecond(typeof value === 'number' ? value : null)}
          />
          <Switch
            label={t('warm.title')}
            description={t('warm.line')}
            checked={warmUp !== null}
            disabled={!may.edit}
            onChange={(event) => setWarmUp(event.currentTarget.checked ? { start: today(), ...WARM } : null)}
          />
          {warmUp && (
            <Group grow align="flex-start">
              <DateInput
                label={t('warm.start')}
                value={warmUp.start}
                disabled={!may.edit}
                onChange={(value) => value && setWarmUp({ ...warmUp, start: String(value).slice(0, 10) })}
              />
              <NumberInput
                label={t('warm.first')}
                value={warmUp.first}
                min={1}
                allowDecimal={false}
                disabled={!may.edit}
                onChange={(value) => typeof value === 'number' && setWarmUp({ ...warmUp, first: value })}
              />
              <NumberInput
                label={t('warm.factor')}
                value={warmUp.factor}
                min={1}
                max={10}
                step={0.1}
                disabled={!may.edit}
                onChange={(value) => typeof value === 'number' && setWarmUp({ ...warmUp, factor: value })}
              />
            </Group>
          )}
          {may.edit && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                {t('save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
