import { Button, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useGet, useMay, useReread } from '../../api/hooks'
import type { WorkspaceDetail } from '../../api/types'
import { LANGUAGES } from '../../i18n/languages'
import { Card } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { fieldErrors } from '../../ui/fields'
import { notifyDone } from '../../ui/notify'
import { ZoneSelect } from '../../ui/ZoneSelect'
import { DeleteWorkspace } from './DeleteWorkspace'

export function WorkspacePart() {
  const { t } = useTranslation()
  const { data, error, refetch } = useGet<WorkspaceDetail>('/workspace')
  const may = useMay()
  if (error && !data)
    return <ErrorState error={error} what={t('settings.workspace.title')} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={320} />
  return (
    <Stack gap="md">
      <WorkspaceForm key={data.slug} workspace={data} readOnly={!may.own} />
      {may.own && <DeleteWorkspace workspace={data} />}
    </Stack>
  )
}

type Draft = Pick<WorkspaceDetail, 'name' | 'zone' | 'language' | 'sender_name' | 'sender_email'>

function WorkspaceForm({ workspace, readOnly }: { workspace: WorkspaceDetail; readOnly: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const reread = useReread()
  const { name, zone, language, sender_name, sender_email } = workspace
  const [draft, setDraft] = useState<Draft>({ name, zone, language, sender_name, sender_email })
  const save = useMutation({
    mutationFn: () => api.patch('/workspace', draft),
    onSuccess: () => {
      notifyDone(t('settings.saved'))
      void client.invalidateQueries({ queryKey: ['me'] })
      void reread('/workspace')
    },
  })
  const errors = fieldErrors(save.error)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Card title={t('settings.workspace.general')}>
      <form onSubmit={submit}>
        <fieldset disabled={readOnly} style={{ border: 0, margin: 0, padding: 0 }}>
          <Stack gap="md" maw={480}>
            <TextInput
              label={t('workspace.name')}
              value={draft.name}
              error={errors.name}
              required
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <ZoneSelect
              label={t('workspace.zone')}
              description={t('workspace.zoneLine')}
              value={draft.zone}
              error={errors.zone}
              disabled={readOnly}
              onChange={(value) => value && set({ zone: value })}
            />
            <Select
              label={t('workspace.language')}
              description={t('workspace.languageLine')}
              data={LANGUAGES}
              allowDeselect={false}
              value={draft.language}
              error={errors.language}
              disabled={readOnly}
              onChange={(value) => value && set({ language: value as Draft['language'] })}
            />
            <TextInput
              label={t('workspace.senderName')}
              value={draft.sender_name}
              error={errors.sender_name}
              onChange={(event) => set({ sender_name: event.currentTarget.value })}
            />
            <TextInput
              type="email"
              label={t('workspace.senderEmail')}
              description={t('workspace.senderLine')}
              value={draft.sender_email}
              error={errors.sender_email}
              onChange={(event) => set({ sender_email: event.currentTarget.value })}
            />
            {!readOnly && (
              <Group>
                <Button type="submit" loading={save.isPending}>
                  {t('settings.save')}
                </Button>
              </Group>
            )}
          </Stack>
        </fieldset>
      </form>
    </Card>
  )
}
