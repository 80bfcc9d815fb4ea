import { Alert, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card, Facts } from '../../ui/Card'
import { RelativeTime } from '../../ui/RelativeTime'
import type { Account } from './accounts'

/** How it fares: when it last worked, what it said when it did not, and how many it may send today. */
export function HealthCard({ account: { health, today } }: { account: Account }) {
  const { t } = useTranslation('channels')
  const { errors } = health
  return (
    <Card title={t('health.title')}>
      {health.problem && (
        <Alert color="red" mb="sm">
          {health.problem}
        </Alert>
      )}
      <Facts
        facts={[
          [t('lastSentAt'), <RelativeTime key="sent" at={health.last_sent_at} none={t('never')} />],
          [t('failures'), health.failures || null],
          [t('restsUntilAt'), health.rests_until && <RelativeTime key="rests" at={health.rests_until} />],
          [t('warm.today'), today && t('warm.used', { used: today.used, limit: today.limit })],
          [t('callbacksRefused'), health.callbacks_refused || null],
        ]}
      />
      {errors.length > 0 && (
        <Table mt="sm" aria-label={t('errors')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={140}>{t('when')}</Table.Th>
              <Table.Th>{t('errors')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map((error, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice at one time
              <Table.Tr key={`${error.at}:${index}`}>
                <Table.Td>
                  <RelativeTime at={error.at} />
                </Table.Td>
                <Table.Td>
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {error.what}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  )
}
