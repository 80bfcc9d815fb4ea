import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLiveStatus } from '../api/live'
import classes from './shell.module.css'
import { useLasting } from './useLasting'

const PATIENCE_MS = 4000

/** Says that what is shown may be old: no network, or the live connection has been away for a while. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const { online } = useNetwork()
  const away = useLasting(useLiveStatus() === 'waiting', PATIENCE_MS)
  if (online && !away) return null
  return (
    <div role="status" className={classes.banner}>
      <IconWifiOff size={16} aria-hidden />
      {t(online ? 'shell.reconnecting' : 'shell.offline')}
    </div>
  )
}
