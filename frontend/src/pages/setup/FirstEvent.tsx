import { Anchor, Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList } from '../../api/hooks'
import { useLive } from '../../api/live'
import type { ApiKey, Event } from '../../api/types'
import { Code, JsonView } from '../../ui/Code'
import { ErrorState } from '../../ui/ErrorState'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState } from '../../ui/url'
import { customerOf } from '../events/Matched'
import classes from './setup.module.css'
import { SNIPPETS, snippet } from './snippets'

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

function Snippets() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { get, change } = useUrlState()
  const keys = useList<ApiKey>('/keys')
  if (keys.error)
    return <ErrorState error={keys.error} what={t('settings.keys.title')} onRetry={keys.reload} />
  if (keys.loading) return <Skeleton h={200} />
  const key = keys.rows.find((row) => row.kind === 'write' && row.key && !row.revoked_at)?.key
  if (!key) {
    return (
      <Text>
        {t('start.noKey')}{' '}
        <Anchor component={Link} to={`/w/${slug}/settings/keys`}>
          {t('start.makeKey')}
        </Anchor>
      </Text>
    )
  }
  const chosen = SNIPPETS.find((which) => which === get('in')) ?? 'curl'
  return (
    <Tabs value={chosen} onChange={(which) => change({ in: which })} keepMounted={false}>
      <Tabs.List mb="sm">
        {SNIPPETS.map((which) => (
          <Tabs.Tab key={which} value={which}>
            {t(`start.in.${which}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SNIPPETS.map((which) => (
        <Tabs.Panel key={which} value={which}>
          <Code text={snippet(which, window.location.origin, key)} />
        </Tabs.Panel>
      ))}
      <Text size="sm" c="dimmed" mt="xs">
        {t('start.keyLine')}
      </Text>
    </Tabs>
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
