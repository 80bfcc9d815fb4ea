import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlugConnected, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useMay, useMe, useReread, useWorkspace } from '../../api/hooks'
import type { Fields } from '../../api/types'
import { ChannelLook } from '../../messages/ChannelLook'
import { Card } from '../../ui/Card'
import { fieldErrors } from '../../ui/fields'
import type { Account, AccountKind, TestResult } from './accounts'

/** "Send me a test": one message right away, with what was sent and what was answered. */
export function TestCard({ account, kind }: { account: Account; kind: AccountKind | undefined }) {
  const { t } = useTranslation('channels')
  const may = useMay()
  const reread = useReread()
  const own = useMe().data?.user.email ?? ''
  const [address, setAddress] = useState<string | null>(null)
  const to = address ?? (account.channel === 'email' ? own : '')
  const after = { onSettled: () => reread('/accounts') }
  const test = useMutation({
    mutationFn: () => api.post<TestResult>(`/accounts/${account.id}/test`, { address: to }),
    ...after,
  })
  const connect = useMutation({
    mutationFn: () => api.post<TestResult>(`/accounts/${account.id}/connect`),
    ...after,
  })
  if (!may.edit) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.reset()
    test.mutate()
  }
  return (
    <Card title={t('test.title')}>
      <Stack gap="sm">
        <form onSubmit={submit}>
          <Group gap="xs" align="flex-end">
            <TextInput
              required
              withAsterisk={false}
              flex="1 1 240px"
              label={t(
                `test.to.${kind?.by_endpoint ? 'endpoint' : account.channel === 'webhook' ? 'url' : account.channel === 'email' ? 'mail' : 'phone'}`,
              )}
              value={to}
              error={fieldErrors(test.error).address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Button type="submit" loading={test.isPending} leftSection={<IconSend size={16} aria-hidden />}>
              {t('test.send')}
            </Button>
            <Button
              variant="default"
              loading={connect.isPending}
              leftSection={<IconPlugConnected size={16} aria-hidden />}
              onClick={() => {
                test.reset()
                connect.mutate()
              }}
            >
              {t('test.connect')}
            </Button>
          </Group>
        </form>
        <div aria-live="polite">
          {connect.data && <Answer result={connect.data} />}
          {test.data && <Answer result={test.data} channel={account.channel} />}
        </div>
      </Stack>
    </Card>
  )
}

function Answer({ result, channel }: { result: TestResult; channel?: string }) {
  const { t } = useTranslation('channels')
  const sender = useWorkspace()?.name ?? ''
  return (
    <Stack gap="sm">
      <Alert color={result.ok ? 'teal' : 'red'} title={t(result.ok ? 'test.worked' : 'test.failed')}>
        <Text size="sm">{result.words}</Text>
        <Text size="xs" mt={4}>
          {t('test.took', { milliseconds: result.milliseconds })}
          {result.ref && ` ${t('test.ref', { ref: result.ref })}`}
        </Text>
      </Alert>
      {channel && result.body !== null && typeof result.body === 'object' && (
        <div>
          <Text size="sm" fw={500} mb={6}>
            {t('test.sent')}
          </Text>
          <ChannelLook
            channel={channel}
            body={result.body as Fields}
            sender={sender}
            device="phone"
            scheme="light"
          />
        </div>
      )}
    </Stack>
  )
}
