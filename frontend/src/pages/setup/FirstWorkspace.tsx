import { Anchor, Button, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api } from '../../api/client'
import { useMe } from '../../api/hooks'
import type { Workspace } from '../../api/types'
import { LANGUAGES } from '../../i18n/languages'
import { Mark } from '../../shell/Mark'
import { READER_ZONE } from '../../ui/clock'
import { ErrorState } from '../../ui/ErrorState'
import { fieldErrors, restOfError } from '../../ui/fields'
import { usePageTitle } from '../../ui/PageHeader'
import { ZoneSelect } from '../../ui/ZoneSelect'
import classes from './setup.module.css'

const FIELDS = ['name', 'zone', 'language', 'sender_name', 'sender_email']

/** The browser's language, if customers can be written to in it. */
function detectedLanguage(): string {
  const [language] = navigator.language.toLowerCase().split('-')
  const code = language === 'zh' ? 'zh-hans' : language
  return LANGUAGES.find((known) => known.value === code)?.value ?? 'en'
}

function useCreateWorkspace() {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    meta: { silent: true },
    mutationFn: (body: Record<string, string>) => api.post<Workspace>('/workspaces', body),
    onSuccess: async (workspace) => {
      await client.refetchQueries({ queryKey: ['me'] })
      await navigate(`/w/${workspace.slug}/start`)
    },
  })
}

export default function FirstWorkspace() {
  const { t } = useTranslation()
  const others = useMe().data?.workspaces ?? []
  usePageTitle(t('setup.title'))
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Mark size={36} />
        <Title order={1} mt="md">
          {t('setup.title')}
        </Title>
        <Text c="dimmed" mt={4} mb="lg">
          {t('setup.line')}
        </Text>
        <WorkspaceForm />
        {others.length > 0 && (
          <Text size="sm" mt="lg" ta="center">
            <Anchor component={Link} to="/w" size="sm">
              {t('setup.back')}
            </Anchor>
          </Text>
        )}
      </div>
    </main>
  )
}

function WorkspaceForm() {
  const { t } = useTranslation()
  const create = useCreateWorkspace()
  const [draft, setDraft] = useState({
    name: '',
    zone: READER_ZONE,
    language: detectedLanguage(),
    sender_name: '',
    sender_email: '',
  })
  const errors = fieldErrors(create.error)
  const rest = restOfError(create.error, FIELDS)
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ ...draft, sender_name: draft.sender_name.trim() || draft.name.trim() })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          autoFocus
          required
          withAsterisk={false}
          label={t('workspace.name')}
          placeholder={t('workspace.nameHint')}
          value={draft.name}
          maxLength={100}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <ZoneSelect
          label={t('workspace.zone')}
          description={t('workspace.zoneLine')}
          value={draft.zone}
          error={errors.zone}
          onChange={(zone) => zone && set({ zone })}
        />
        <Select
          label={t('workspace.language')}
          description={t('workspace.languageLine')}
          data={LANGUAGES}
          allowDeselect={false}
          value={draft.language}
          error={errors.language}
          onChange={(language) => language && set({ language })}
        />
        <TextInput
          label={t('workspace.senderName')}
          placeholder={draft.name}
          value={draft.sender_name}
          maxLength={100}
          error={errors.sender_name}
          onChange={(event) => set({ sender_name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          required
          withAsterisk={false}
          label={t('workspace.senderEmail')}
          description={t('workspace.senderLine')}
          placeholder="hello@example.com"
          value={draft.sender_email}
          error={errors.sender_email}
          onChange={(event) => set({ sender_email: event.currentTarget.value })}
        />
        {rest ? <ErrorState error={rest} /> : null}
        <Button type="submit" size="md" loading={create.isPending}>
          {t('setup.create')}
        </Button>
      </Stack>
    </form>
  )
}
