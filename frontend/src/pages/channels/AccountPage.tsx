import { Button, Group, Skeleton, Stack, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useGet, useMay, useReread } from '../../api/hooks'
import { isChannel } from '../../messages/content'
import { useConfirm } from '../../ui/Confirm'
import { ErrorState } from '../../ui/ErrorState'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { type Account, providerOf, useKinds } from './accounts'
import { CopiedCard } from './CopiedCard'
import { HealthBadge } from './Health'
import { HealthCard } from './HealthCard'
import { SettingsCard } from './SettingsCard'
import { TestCard } from './TestCard'
import { UseCard } from './UseCard'

/** One account: is it well, does it work, what is it for, and how is it set up. */
export default function AccountPage() {
  const { t } = useTranslation(['channels', 'messages'])
  const { id = '', slug } = useParams()
  const path = `/accounts/${encodeURIComponent(id)}`
  const { data: account, error, refetch } = useGet<Account>(path, {}, { every: 10_000 })
  const kinds = useKinds()
  if (error && !account)
    return <ErrorState error={error} what={t('channels:one')} onRetry={() => void refetch()} />
  if (!account || !kinds.data) return <Skeleton h={320} m="lg" />
  const provider = providerOf(kinds.data, account)
  const channel = isChannel(account.channel) ? t(`messages:channel.${account.channel}`) : account.channel
  return (
    <PageBody wide={false}>
      <PageHeader
        title={account.name}
        heading={
          <Group gap="sm">
            {account.name}
            <HealthBadge state={account.health.state} />
          </Group>
        }
        crumbs={[{ title: t('channels:title'), to: `/w/${slug}/channels` }]}
        line={`${channel}, ${provider?.title ?? account.provider}`}
        actions={<Acts account={account} />}
      />
      <Stack gap="md">
        <TestCard account={account} kind={kinds.data.find((kind) => kind.channel === account.channel)} />
        <HealthCard account={account} />
        <CopiedCard account={account} />
        {provider && <SettingsCard account={account} provider={provider} />}
        <UseCard account={account} />
      </Stack>
    </PageBody>
  )
}

function Acts({ account }: { account: Account }) {
  const { t } = useTranslation('channels')
  const { slug } = useParams()
  const may = useMay()
  const navigate = useNavigate()
  const reread = useReread()
  const enable = useMutation({
    mutationFn: (enabled: boolean) => api.patch(`/accounts/${account.id}`, { enabled }),
    onSuccess: () => reread('/accounts'),
  })
  const confirm = useConfirm({
    title: t('deleteAsk', { name: account.name }),
    text: t('deleteLine'),
    act: t('deleteDo'),
    onConfirm: async () => {
      await api.delete(`/accounts/${account.id}`)
      await navigate(`/w/${slug}/channels`)
      await reread('/accounts')
    },
  })
  return (
    <>
      {may.edit && (
        <Switch
          label={t('enabled')}
          checked={account.enabled}
          disabled={enable.isPending}
          onChange={(event) => enable.mutate(event.currentTarget.checked)}
        />
      )}
      {may.own && (
        <Button variant="default" onClick={confirm.ask}>
          {t('delete')}
        </Button>
      )}
      {confirm.dialogue}
    </>
  )
}
