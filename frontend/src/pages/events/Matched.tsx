import { Badge, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Event, Match } from '../../api/types'
import { humanise } from '../../ui/names'

/** Who the event is about, in one word. */
export function customerOf(event: Event): string {
  return event.user_id ?? event.customer_id ?? '–'
}

const COLOR: Record<string, string> = {
  entered: 'teal',
  exited: 'slate',
  waited: 'indigo',
  woke: 'indigo',
  goal: 'violet',
  refused: 'orange',
}

const titleOf = (match: Match): string =>
  String(match.journey_name ?? match.journey ?? match.journey_id ?? '')

interface MatchedProps {
  matches: Match[]
  /** Inside a link: names only. */
  plain?: boolean
  /** Said where it did nothing. */
  none?: string
}

/** What the event did: which journeys it entered, woke or ended. */
export function Matched({ matches, plain, none }: MatchedProps) {
  const { t } = useTranslation()
  const { slug } = useParams()
  if (matches.length === 0) return none ?? null
  return (
    <Group gap={4} wrap={plain ? 'nowrap' : 'wrap'} component="span">
      {matches.map((match, index) => {
        const what = match.what ?? 'entered'
        const words = t(`events.did.${what}`, {
          defaultValue: humanise(what),
          journey: titleOf(match),
        })
        const key = `${match.journey_id}:${what}:${index}`
        const color = COLOR[what] ?? 'gray'
        const id = match.journey ?? match.journey_id
        if (plain || !id) {
          return (
            <Badge key={key} size="sm" color={color}>
              {words}
            </Badge>
          )
        }
        return (
          <Badge
            key={key}
            size="sm"
            color={color}
            component={Link}
            to={`/w/${slug}/journeys/${id}`}
            style={{ cursor: 'pointer' }}
          >
            {words}
          </Badge>
        )
      })}
    </Group>
  )
}
