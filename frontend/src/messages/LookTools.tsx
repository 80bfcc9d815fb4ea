import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import {
  IconAlignLeft,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconMail,
  IconMoon,
  type IconProps,
  IconSun,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { LOOKS } from './channels'
import { isChannel } from './content'
import classes from './looks/tools.module.css'

export interface View {
  device: 'desktop' | 'phone'
  scheme: 'light' | 'dark'
  part: 'html' | 'text'
}
export const FIRST_VIEW: View = { device: 'desktop', scheme: 'light', part: 'html' }

interface LookToolsProps {
  channel: string
  view: View
  onChange: (view: View) => void
}

const DEVICES = { desktop: IconDeviceDesktop, phone: IconDeviceMobile }
const SCHEMES = { light: IconSun, dark: IconMoon }
const PARTS = { html: IconMail, text: IconAlignLeft }

/** On what, in which light and which part is looked at; only what the kind of channel has. */
export function LookTools({ channel, view, onChange }: LookToolsProps) {
  const { t } = useTranslation('messages')
  const { devices, hasText } = LOOKS[isChannel(channel) ? channel : 'email']
  return (
    <>
      {devices.length > 1 && (
        <Choice
          label={t('view.device')}
          value={view.device}
          onChange={(device) => onChange({ ...view, device })}
          icons={DEVICES}
        />
      )}
      {channel !== 'webhook' && (
        <Choice
          label={t('view.scheme')}
          value={view.scheme}
          onChange={(scheme) => onChange({ ...view, scheme })}
          icons={SCHEMES}
        />
      )}
      {hasText && (
        <Choice
          label={t('view.part')}
          value={view.part}
          onChange={(part) => onChange({ ...view, part })}
          icons={PARTS}
        />
      )}
    </>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  onChange: (value: T) => void
  icons: Record<T, ComponentType<IconProps>>
}

/** Two icons to choose from, each with its name for those who hear it. */
function Choice<T extends string>({ label, value, onChange, icons }: ChoiceProps<T>) {
  const { t } = useTranslation('messages')
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(next) => onChange(next as T)}
      data={(Object.entries(icons) as [T, ComponentType<IconProps>][]).map(([name, Icon]) => ({
        value: name,
        label: (
          <span title={t(`view.${name as string}`)} className={classes.icon}>
            <Icon size={15} aria-hidden />
            <VisuallyHidden>{t(`view.${name as string}`)}</VisuallyHidden>
          </span>
        ),
      }))}
    />
  )
}
