import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useReread } from '../../api/hooks'
import type { ApiKey } from '../../api/types'
import { Card } from '../../ui/Card'
import { Copy } from '../../ui/Code'
import { useConfirm } from '../../ui/Confirm'
import { type Column, DataList } from '../../ui/DataList'
import { TwoLines } from '../../ui/ListBar'
import { RelativeTime } from '../../ui/RelativeTime'
import { NewKey } from './NewKey'

/** A write key is public by nature and can be read again; of a secret one only its beginning is known. */
export function KeysPart() {
  const { t } = useTranslation()
  const may = useMay()
  const query = useList<ApiKey>('/keys')
  const columns: Column<ApiKey>[] = [
    {
      id: 'name',
      title: t('settings.keys.name'),
      cell: (key) => <TwoLines first={key.name} second={t(`settings.keys.kinds.${key.kind}`)} />,
    },
    { id: 'key', title: t('settings.keys.key'), hideBelow: 'sm', cell: (key) => <KeyText apiKey={key} /> },
    {
      id: 'used',
      title: t('settings.keys.used'),
      width: 120,
      cell: (key) => <RelativeTime at={key.last_used_at} none={t('settings.keys.unused')} />,
    },
    {
      id: 'revoke',
      title: t('list.acts'),
      untitled: true,
      width: 108,
      align: 'right',
      cell: (key) => <Revoke apiKey={key} />,
    },
  ]
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('settings.keys.line')}
      </Text>
      <Card flush title={t('settings.keys.title')} aside={may.own && <NewKey />}>
        <DataList
          label={t('settings.keys.title')}
          query={query}
          columns={columns}
          rowKey={(key) => key.id}
          empty={
            <Text size="sm" c="dimmed" p="md">
              {t('settings.keys.none')}
            </Text>
          }
        />
      </Card>
    </Stack>
  )
}

function KeyText({ apiKey }: { apiKey: ApiKey }) {
  if (!apiKey.key || apiKey.revoked_at) {
    return (
      <Text size="sm" ff="monospace" c="dimmed">
        {apiKey.hint}…
      </Text>
    )
  }
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" ff="monospace" truncate>
        {apiKey.key}
      </Text>
      <Copy text={apiKey.key} />
    </Group>
  )
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const may = useMay()
  const reread = useReread()
  const revoke = useMutation({
    mutationFn: () => api.delete(`/keys/${apiKey.id}`),
    onSuccess: () => reread('/keys'),
  })
  const confirm = useConfirm({
    title: t('settings.keys.revokeAsk', { name: apiKey.name }),
    text: t('settings.keys.revokeLine'),
    act: t('settings.keys.revokeDo'),
    onConfirm: () => revoke.mutateAsync(),
  })
  if (apiKey.revoked_at) return <Badge color="gray">{t('settings.keys.revoked')}</Badge>
  if (!may.own) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={confirm.ask}>
        {t('settings.keys.revoke')}
      </Button>
      {confirm.dialogue}
    </>
  )
}
