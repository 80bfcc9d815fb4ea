/** The places of the rail, in its order. What does not work yet is not here. */
import {
  IconActivity,
  IconHome,
  IconInbox,
  IconMail,
  IconPlugConnected,
  IconRoute,
  IconSettings,
  IconStack2,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react'

export const PLACES = [
  { id: 'home', icon: IconHome },
  { id: 'journeys', icon: IconRoute },
  { id: 'customers', icon: IconUsers },
  { id: 'messages', icon: IconMail },
  { id: 'mailbox', icon: IconInbox },
  { id: 'templates', icon: IconTemplate },
  { id: 'channels', icon: IconPlugConnected },
  { id: 'events', icon: IconActivity },
  { id: 'operations', icon: IconStack2 },
  { id: 'settings', icon: IconSettings },
] as const

export type PlaceId = (typeof PLACES)[number]['id']
