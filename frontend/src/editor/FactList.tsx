import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Facts } from './api'

/** What one customer can come to get in a week, at worst, when the server says it. */
export function FactList({ facts }: { facts: Facts }) {
  const { t } = useTranslation('editor')
  const most = facts.messages_per_week
  const lines = Object.values(facts).filter((fact) => typeof fact === 'string')
  if (typeof most === 'number') lines.unshift(t('facts.messagesPerWeek', { n: most }))
  else if (most === null) lines.unshift(t('facts.messagesUnbounded'))
  return lines.map((line) => (
    <Text key={line} size="sm">
      {line}
    </Text>
  ))
}
