/** Each kind of channel: its sign, what its message looks like, and on what. */
import {
  IconAppWindow,
  IconBell,
  IconBellRinging,
  IconBrandTelegram,
  IconBrandVk,
  IconBrandWhatsapp,
  IconMail,
  IconMessage,
  IconMessageCircle2,
  IconPhoneCall,
  type IconProps,
  IconWebhook,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Channel } from './content'
import { AppCard } from './looks/AppCard'
import { Call } from './looks/Call'
import { Chat } from './looks/Chat'
import type { LookProps } from './looks/look'
import { Mail } from './looks/Mail'
import { Notification } from './looks/Notification'
import { Request } from './looks/Request'
import { Sms } from './looks/Sms'

export type Device = 'desktop' | 'phone'

interface ChannelLooks {
  icon: ComponentType<IconProps>
  Look: ComponentType<LookProps>
  /** The first is shown first. */
  devices: readonly Device[]
  /** It has a text part beside it. */
  hasText?: boolean
}

export const LOOKS: Record<Channel, ChannelLooks> = {
  email: { icon: IconMail, Look: Mail, devices: ['desktop', 'phone'], hasText: true },
  sms: { icon: IconMessage, Look: Sms, devices: ['phone'] },
  voice: { icon: IconPhoneCall, Look: Call, devices: ['phone'] },
  telegram: { icon: IconBrandTelegram, Look: Chat, devices: ['phone'] },
  whatsapp: { icon: IconBrandWhatsapp, Look: Chat, devices: ['phone'] },
  viber: { icon: IconMessageCircle2, Look: Chat, devices: ['phone'] },
  vk: { icon: IconBrandVk, Look: Chat, devices: ['phone'] },
  push: { icon: IconBell, Look: Notification, devices: ['phone'] },
  webpush: { icon: IconBellRinging, Look: Notification, devices: ['desktop', 'phone'] },
  inapp: { icon: IconAppWindow, Look: AppCard, devices: ['desktop', 'phone'] },
  webhook: { icon: IconWebhook, Look: Request, devices: ['desktop'] },
}
