import { Badge, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconMoon,
  type IconProps,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../ui/RelativeTime'
import type { Account } from './accounts'

type Health = Account['health']

const LOOKS: Record<Health['state'], { color: string; icon: ComponentType<IconProps> }> = {
  well: { color: 'teal', icon: IconCheck },
  new: { color: 'gray', icon: IconCircleDashed },
  failing: { color: 'orange', icon: IconAlertTriangle },
  resting: { color: 'orange', icon: IconMoon },
  broken: { color: 'red', icon: IconAlertTriangle },
  off: { color: 'gray', icon: IconBan },
}

export function HealthBadge({ state }: { state: Health['state'] }) {
  const { t } = useTranslation('channels')
  const { color, icon: Icon } = LOOKS[state]
  return (
    <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(`health.${state}`)}
    </Badge>
  )
}

/** What one needs to know beside the word: until when, since when, or what was said. */
export function HealthLine({ health }: { health: Health }) {
  const { t } = useTranslation('channels')
  const [last] = health.errors
  return (
    <Text size="xs" c="dimmed" component="div" lineClamp={2}>
      {health.state === 'broken' ? (
        health.problem
      ) : health.rests_until ? (
        <>
          {t('restsUntil')} <RelativeTime at={health.rests_until} />
        </>
      ) : health.state === 'failing' && last ? (
        last.what
      ) : health.last_sent_at ? (
        <>
          {t('lastSent')} <RelativeTime at={health.last_sent_at} />
        </>
      ) : (
        t('nothingSent')
      )}
    </Text>
  )
}
