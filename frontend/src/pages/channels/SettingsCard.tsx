import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useMay, useReread } from '../../api/hooks'
import type { Schema } from '../../graph/catalogue'
import type { Config, Json } from '../../graph/document'
import { Card } from '../../ui/Card'
import { fieldErrors } from '../../ui/fields'
import { notifyDone } from '../../ui/notify'
import type { Account, Provider } from './accounts'
import { Guide } from './Guide'
import { ProviderForm } from './ProviderForm'

/** Its name and the provider's settings. A secret that is not given anew stays as it is. */
export function SettingsCard({ account, provider }: { account: Account; provider: Provider }) {
  const { t } = useTranslation('channels')
  const may = useMay()
  const reread = useReread()
  const schema = provider.schema as Schema
  const [name, setName] = useState(account.name)
  const [settings, setSettings] = useState<Config>(account.settings as Config)
  const save = useMutation({
    mutationFn: () =>
      api.patch(`/accounts/${account.id}`, {
        name: name.trim(),
        ...(may.own ? { settings: changed(account, settings) } : {}),
      }),
    meta: { silent: true },
    onSuccess: async () => {
      // What was typed as a secret is forgotten here, too.
      setSettings(({ ...rest }) =>
        Object.fromEntries(Object.entries(rest).filter(([field]) => !provider.secrets.includes(field))),
      )
      await reread('/accounts')
      notifyDone(t('saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Card title={t('settings')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Guide text={provider.guide} />
          <TextInput
            label={t('name')}
            value={name}
            maxLength={100}
            disabled={!may.edit}
            error={fieldErrors(save.error).name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ProviderForm
            schema={schema}
            value={settings}
            onChange={setSettings}
            error={save.error}
            secretsSet={account.secrets_set}
            disabled={!may.own}
          />
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

/** Only what differs from what is stored; what was taken out of the form is taken away by null. */
function changed(account: Account, settings: Config): Record<string, Json> {
  const stored = account.settings as Config
  const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b)
  const gone = Object.keys(stored).filter((field) => !(field in settings))
  return {
    ...Object.fromEntries(
      Object.entries(settings).filter(
        ([field, value]) =>
          !same(stored[field], value) && !(value === '' && account.secrets_set.includes(field)),
      ),
    ),
    ...Object.fromEntries(gone.map((field) => [field, null])),
  }
}
