import type { Fields } from '../api/types'
import { LOOKS } from './channels'
import { isChannel } from './content'
import type { LookProps } from './looks/look'
import classes from './looks/looks.module.css'

interface ChannelLookProps extends Omit<LookProps, 'channel' | 'body'> {
  channel: string
  body: Fields
}

/** A rendered message as its reader gets it; of a kind that is not known, as its text. */
export function ChannelLook({ channel, ...rest }: ChannelLookProps) {
  const known = isChannel(channel) ? channel : 'sms'
  const { Look, devices } = LOOKS[known]
  const device = devices.includes(rest.device) ? rest.device : (devices[0] ?? 'phone')
  return (
    <div className={classes.ground} data-scheme={rest.scheme} data-whole={known === 'email' || undefined}>
      <Look {...rest} channel={known} device={device} />
    </div>
  )
}
