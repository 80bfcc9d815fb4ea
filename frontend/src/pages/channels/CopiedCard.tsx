import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { Code } from '../../ui/Code'
import type { Account } from './accounts'

/** What is taken from here to the provider's pages: the hook's address, keys, records. */
export function CopiedCard({ account }: { account: Account }) {
  const { t } = useTranslation('channels')
  const entries = [
    ...(account.hook_url ? [[t('hook'), account.hook_url] as const] : []),
    ...Object.entries(account.shown),
  ]
  if (entries.length === 0) return null
  return (
    <Card title={t('copied')}>
      <Stack gap="sm">
        {account.hook_url && (
          <Text size="sm" c="dimmed">
            {t('hookLine')}
          </Text>
        )}
        {entries.map(([title, text]) => (
          <div key={title}>
            <Text size="sm" fw={500} mb={4}>
              {title}
            </Text>
            <Code text={text} />
          </div>
        ))}
      </Stack>
    </Card>
  )
}
