import { Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import type { Schema } from '../../graph/catalogue'
import { freshObject } from '../../graph/defaults'
import type { Config } from '../../graph/document'
import { isChannel } from '../../messages/content'
import { fieldErrors } from '../../ui/fields'
import { useUrlState } from '../../ui/url'
import type { Account, AccountKind, Provider } from './accounts'
import classes from './channels.module.css'
import { Guide } from './Guide'
import { ProviderForm } from './ProviderForm'

/** Add an account: who carries the messages first, then what that provider wants to know. */
export function NewAccount({ kinds }: { kinds: AccountKind[] }) {
  const { t } = useTranslation(['channels', 'messages'])
  const { get, change } = useUrlState()
  const kind = kinds.find(({ channel }) => channel === get('add'))
  const providers = kind?.providers ?? []
  const provider =
    providers.find((one) => one.provider === get('by')) ?? (providers.length === 1 ? providers[0] : undefined)
  const name = kind && isChannel(kind.channel) ? t(`messages:channel.${kind.channel}`) : (kind?.channel ?? '')
  return (
    <Modal
      opened={Boolean(kind)}
      onClose={() => change({ add: null, by: null })}
      title={t('channels:addTo', { channel: name })}
      size="lg"
      closeOnClickOutside={false}
    >
      {kind && !provider && (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('channels:chooseProvider')}
          </Text>
          {providers.map((one) => (
            <UnstyledButton
              key={one.provider}
              className={classes.provider}
              onClick={() => change({ by: one.provider }, false)}
            >
              <span className={classes.providerTitle}>{one.title}</span>
              <span className={classes.providerLine}>{one.guide.split('\n')[0]}</span>
            </UnstyledButton>
          ))}
        </Stack>
      )}
      {kind && provider && <AccountForm key={provider.provider} channel={kind.channel} provider={provider} />}
    </Modal>
  )
}

function AccountForm({ channel, provider }: { channel: string; provider: Provider }) {
  const { t } = useTranslation('channels')
  const { slug } = useParams()
  const navigate = useNavigate()
  const reread = useReread()
  const schema = provider.schema as Schema
  const [name, setName] = useState(provider.title.split(':')[0] ?? '')
  const [settings, setSettings] = useState<Config>(() => freshObject(schema, schema))
  const create = useMutation({
    mutationFn: () =>
      api.post<Account>('/accounts', { channel, provider: provider.provider, name: name.trim(), settings }),
    meta: { silent: true },
    onSuccess: async ({ id }) => {
      await reread('/accounts')
      void navigate(`/w/${slug}/channels/${id}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Guide text={provider.guide} />
        <TextInput
          required
          withAsterisk={false}
          label={t('name')}
          description={t('nameLine')}
          value={name}
          maxLength={100}
          error={fieldErrors(create.error).name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ProviderForm schema={schema} value={settings} onChange={setSettings} error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
