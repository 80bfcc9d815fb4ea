import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CustomerDetails } from '../../api/types'
import { Card, Facts } from '../../ui/Card'
import { Copy } from '../../ui/Code'
import { humanise, valueText } from '../../ui/names'
import { RelativeTime } from '../../ui/RelativeTime'
import { StateBadge } from '../../ui/StateBadge'

interface CustomerProps {
  customer: CustomerDetails
}

export function ProfileCard({ customer }: CustomerProps) {
  const { t } = useTranslation()
  const fields = Object.entries(customer.profile ?? {}).sort(([a], [b]) => a.localeCompare(b))
  return (
    <Card title={t('customers.profile')}>
      {fields.length === 0 && !customer.zone && !customer.language ? (
        <Text size="sm" c="dimmed">
          {t('customers.noProfile')}
        </Text>
      ) : (
        <Facts
          facts={[
            ...fields.map(([name, value]): [string, string] => [name, valueText(value)]),
            [t('customers.zone'), customer.zone],
            [t('customers.language'), customer.language],
            [t('customers.since'), <RelativeTime key="since" at={customer.created_at} />],
          ]}
        />
      )}
    </Card>
  )
}

const KINDS = { user: 'customers.userId', anon: 'customers.anonymousId' } as const

/** "user:42" -> what kind of id, and the id. */
export function readIdentity(identity: string): { kind: keyof typeof KINDS; value: string } {
  const [kind, ...rest] = identity.split(':')
  return { kind: kind === 'anon' ? 'anon' : 'user', value: rest.join(':') }
}

export function IdentitiesCard({ customer }: CustomerProps) {
  const { t } = useTranslation()
  const withCopy = (value: string) => (
    <Group gap={4} wrap="nowrap" key={value}>
      <span style={{ overflowWrap: 'anywhere' }}>{value}</span>
      <Copy text={value} />
    </Group>
  )
  return (
    <Card title={t('customers.identities')}>
      <Facts
        facts={[
          ...customer.identities
            .map(readIdentity)
            .map(({ kind, value }): [string, React.ReactNode] => [t(KINDS[kind]), withCopy(value)]),
          [t('customers.customerId'), withCopy(customer.id)],
        ]}
      />
    </Card>
  )
}

export function ConsentCard({ customer }: CustomerProps) {
  const { t } = useTranslation()
  const { consent } = customer
  return (
    <Card title={t('customers.consent')}>
      {consent.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('customers.noConsent')}
        </Text>
      ) : (
        <Stack gap="sm">
          {consent.map((one) => (
            <Group key={`${one.channel}:${one.topic}`} justify="space-between" wrap="nowrap">
              <div>
                <Text size="sm">
                  {one.topic ? `${humanise(one.channel)}: ${one.topic}` : humanise(one.channel)}
                </Text>
                <Text size="xs" c="dimmed" component="div">
                  <RelativeTime at={one.at} />
                  {one.source ? `, ${humanise(one.source).toLowerCase()}` : ''}
                </Text>
              </div>
              <StateBadge state={one.state} />
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  )
}
