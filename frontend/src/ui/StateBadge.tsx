import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconHelpCircle,
  IconLogout,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  type IconProps,
  IconSend,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'

interface Look {
  color: string
  icon: ComponentType<IconProps>
}

/** Every state that anything can have, with its colour and its icon; its word is in the texts under `state`. */
export const LOOKS = {
  draft: { color: 'gray', icon: IconPencil },
  live: { color: 'teal', icon: IconPlayerPlay },
  paused: { color: 'orange', icon: IconPlayerPause },
  archived: { color: 'gray', icon: IconArchive },
  active: { color: 'indigo', icon: IconPlayerPlay },
  completed: { color: 'teal', icon: IconCheck },
  exited: { color: 'slate', icon: IconLogout },
  failed: { color: 'red', icon: IconAlertTriangle },
  ended: { color: 'gray', icon: IconBan },
  settling: { color: 'gray', icon: IconCircleDashed },
  queued: { color: 'gray', icon: IconClock },
  sending: { color: 'indigo', icon: IconSend },
  sent: { color: 'teal', icon: IconCheck },
  delivered: { color: 'teal', icon: IconCheck },
  opened: { color: 'blue', icon: IconEye },
  clicked: { color: 'blue', icon: IconEye },
  refused: { color: 'orange', icon: IconBan },
  bounced: { color: 'red', icon: IconAlertTriangle },
  complained: { color: 'red', icon: IconAlertTriangle },
  cancelled: { color: 'gray', icon: IconBan },
  unknown: { color: 'orange', icon: IconHelpCircle },
  held: { color: 'orange', icon: IconHelpCircle },
  frozen: { color: 'orange', icon: IconPlayerPause },
  granted: { color: 'teal', icon: IconCheck },
  withdrawn: { color: 'orange', icon: IconBan },
  blocked: { color: 'red', icon: IconBan },
} satisfies Record<string, Look>
export type State = keyof typeof LOOKS

const isState = (state: string): state is State => state in LOOKS

export function StateBadge({ state, size = 'md' }: { state: string; size?: string }) {
  const { t } = useTranslation()
  if (!isState(state))
    return (
      <Badge size={size} color="gray">
        {state}
      </Badge>
    )
  const { color, icon: Icon } = LOOKS[state]
  return (
    <Badge size={size} color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(`state.${state}`)}
    </Badge>
  )
}
