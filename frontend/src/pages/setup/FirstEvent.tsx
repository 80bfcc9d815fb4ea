import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList } from '../../api/hooks'
import { useLive } from '../../api/live'
import type { Event } from '../../api/types'
import { JsonView } from '../../ui/Code'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { customerOf } from '../events/Matched'
import { Snippets } from './EventSnippets'
import classes from './setup.module.css'

/** How to post an event, with the workspace's own key, and the proof that it came. */
export default function FirstEvent() {
  const { t } = useTranslation()
  return (
    <PageBody wide={false}>
      <PageHeader title={t('start.title')} line={t('start.line')} />
      <Stack gap="lg">
        <Snippets />
        <Arrival />
      </Stack>
    </PageBody>
  )
}

const LOOK_EVERY_MS = 4000

/** The newest event that came since the page was opened; an older one is not the proof. */
function useArrived(): Event | undefined {
  const [opened] = useState(() => Date.now())
  const [live, setLive] = useState<Event>()
  const stored = useList<Event>('/events', {}, { every: LOOK_EVERY_MS })
  useLive('events', ({ type, data }) => {
    if (type === 'event') setLive(data as Event)
  })
  return live ?? stored.rows.find((event) => new Date(event.at).getTime() >= opened)
}

function Arrival() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const event = useArrived()
  if (!event) {
    return (
      <div className={classes.waiting} role="status">
        <span className={classes.pulse} aria-hidden="true" />
        <Text>{t('start.waiting')}</Text>
      </div>
    )
  }
  return (
    <Stack gap="md">
      <div className={classes.waiting} data-arrived="" role="status">
        <IconCircleCheck size={20} color="var(--sj-good)" aria-hidden />
        <Text>
          {t('start.arrived', { name: event.name, customer: customerOf(event) })}{' '}
          <RelativeTime at={event.at} />
        </Text>
      </div>
      <JsonView value={event.properties ?? {}} maxHeight={200} />
      <Group>
        <Button component={Link} to={`/w/${slug}/journeys?new=1`}>
          {t('start.draw')}
        </Button>
        <Button component={Link} to={`/w/${slug}/events`} variant="default">
          {t('start.events')}
        </Button>
      </Group>
    </Stack>
  )
}
