import { Tooltip } from '@mantine/core'
import { exact, READER_ZONE, relative, useNow } from './clock'
import { useWorkspaceZone } from './zone'

interface RelativeTimeProps {
  at: string | null | undefined
  /** What to show where there is no moment. */
  none?: string
  /** False inside a link, which is focused as a whole. */
  focusable?: boolean
}

/** How long ago; the exact moment, here and in the workspace's zone, on hover and focus. */
export function RelativeTime({ at, none = '–', focusable = true }: RelativeTimeProps) {
  const now = useNow()
  const zone = useWorkspaceZone()
  const moment = at ? new Date(at) : null
  if (!moment || Number.isNaN(moment.getTime())) return <span>{none}</span>
  const lines = [exact(moment), ...(zone && zone !== READER_ZONE ? [exact(moment, zone)] : [])]
  return (
    <Tooltip label={lines.join('\n')} style={{ whiteSpace: 'pre' }}>
      <time dateTime={moment.toISOString()} tabIndex={focusable ? 0 : undefined} className="num">
        {relative(moment, Math.max(now, Date.now() - 1000))}
      </time>
    </Tooltip>
  )
}
