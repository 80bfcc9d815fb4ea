import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/hooks'
import { LOOKS } from '../../messages/channels'
import { isChannel } from '../../messages/content'
import { Card } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { useUrlState } from '../../ui/url'
import { AccountList } from './AccountList'
import { type AccountKind, useAccounts, useKinds } from './accounts'
import { NewAccount } from './NewAccount'

/** By whom each channel's messages leave, in the order in which accounts are tried. */
export default function Channels() {
  const { t } = useTranslation('channels')
  const kinds = useKinds()
  const accounts = useAccounts()
  return (
    <PageBody>
      <PageHeader title={t('title')} line={t('line')} />
      {kinds.error && !kinds.data ? (
        <ErrorState error={kinds.error} what={t('title')} onRetry={() => void kinds.refetch()} />
      ) : accounts.error ? (
        <ErrorState error={accounts.error} what={t('title')} onRetry={accounts.reload} />
      ) : !kinds.data || accounts.loading ? (
        <Skeleton h={320} />
      ) : (
        <Stack gap="md">
          {kinds.data.map((kind) => (
            <KindCard
              key={kind.channel}
              kind={kind}
              accounts={accounts.rows.filter(({ channel }) => channel === kind.channel)}
            />
          ))}
        </Stack>
      )}
      {kinds.data && <NewAccount kinds={kinds.data} />}
    </PageBody>
  )
}

function KindCard({
  kind,
  accounts,
}: {
  kind: AccountKind
  accounts: ReturnType<typeof useAccounts>['rows']
}) {
  const { t } = useTranslation(['channels', 'messages'])
  const { change } = useUrlState()
  const may = useMay()
  const known = isChannel(kind.channel) ? kind.channel : null
  const Icon = known && LOOKS[known].icon
  const name = known ? t(`messages:channel.${known}`) : kind.channel
  return (
    <Card
      flush
      title={
        <Group gap="xs" component="span">
          {Icon && <Icon size={18} aria-hidden />}
          {name}
        </Group>
      }
      aside={
        may.own &&
        kind.providers.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t('channels:addTo', { channel: name })}
            onClick={() => change({ add: kind.channel }, false)}
          >
            {t('channels:add')}
          </Button>
        )
      }
    >
      {accounts.length > 0 ? (
        <AccountList channel={kind.channel} name={name} accounts={accounts} kind={kind} />
      ) : (
        <Text size="sm" c="dimmed" p="md">
          {t(`channels:without.${kind.without || 'none'}`)}
        </Text>
      )}
    </Card>
  )
}
