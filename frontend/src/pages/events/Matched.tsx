import { Badge, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Event, Match } from '../../api/types'
import { humanise } from '../../ui/names'
import { textOf } from '../../ui/reasons'

/** Who the event is about, in one word. */
export function customerOf(event: Event): string {
  return event.user_id ?? event.customer_id
}

const COLOR: Record<string, string> = {
  entered: 'teal',
  exited: 'slate',
  woke: 'indigo',
  goal: 'violet',
  refused: 'orange',
}

interface MatchedProps {
  matches: Match[]
  /** Inside a link: names only. */
  plain?: boolean
  /** Said where it did nothing. */
  none?: string
  /** The others are only counted. */
  most?: number
}

/** What the event did: which journeys it entered, woke or ended. */
export function Matched({ matches, plain, none, most = Number.POSITIVE_INFINITY }: MatchedProps) {
  if (matches.length === 0) return none ?? null
  const rest = matches.length - most
  return (
    <Group gap={4} wrap={plain ? 'nowrap' : 'wrap'} component="span">
      {matches.slice(0, most).map((match, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what an event did never changes
        <MatchBadge key={index} match={match} plain={plain} />
      ))}
      {rest > 0 && <Badge color="gray">+{rest}</Badge>}
    </Group>
  )
}

function MatchBadge({ match, plain }: { match: Match; plain?: boolean }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const what = match.what ?? 'entered'
  const words = textOf(t, `events.did.${what}`, humanise(what), { journey: match.journey_name ?? '' })
  const color = COLOR[what] ?? 'gray'
  if (plain || !match.journey) return <Badge color={color}>{words}</Badge>
  return (
    <Badge
      color={color}
      component={Link}
      to={`/w/${slug}/journeys/${match.journey}`}
      style={{ cursor: 'pointer' }}
    >
      {words}
    </Badge>
  )
}
