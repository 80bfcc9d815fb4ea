import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList, useMay } from '../../api/hooks'
import type { Journey } from '../../api/types'
import { Card } from '../../ui/Card'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { count } from '../../ui/numbers'
import rows from '../../ui/rows.module.css'
import { Sparkline } from '../../ui/Sparkline'

const EVERY_MS = 10_000
const MOST = 8

export function LiveJourneys() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const query = useList<Journey>('/journeys', { state: 'live' }, { every: EVERY_MS })
  const journeys = [...query.rows].sort((a, b) => b.numbers.entered - a.numbers.entered).slice(0, MOST)
  return (
    <Card
      flush
      title={t('home.liveJourneys')}
      aside={
        <Anchor component={Link} to={`/w/${slug}/journeys`} size="sm">
          {t('home.all')}
        </Anchor>
      }
    >
      {query.error ? <ErrorState error={query.error} onRetry={query.reload} /> : null}
      {query.loading && (
        <Stack p="md" gap="sm">
          <Skeleton h={40} />
          <Skeleton h={40} />
        </Stack>
      )}
      {!query.loading && !query.error && journeys.length === 0 && <NoLiveJourney />}
      {journeys.map((journey) => (
        <Link key={journey.id} to={`/w/${slug}/journeys/${journey.slug}`} className={rows.row}>
          <div className={rows.grow}>
            <Text fw={500} truncate>
              {journey.name}
            </Text>
            <Text size="xs" c="dimmed" className="num">
              {t('home.journeyLine', {
                entered: count(journey.numbers.entered),
                active: count(journey.numbers.active),
                sent: count(journey.numbers.sent),
              })}
            </Text>
          </div>
          <Sparkline values={journey.spark} label={t('journeys.entered')} />
        </Link>
      ))}
    </Card>
  )
}

function NoLiveJourney() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const may = useMay()
  return (
    <EmptyState
      icon={IconRoute}
      title={t('home.noJourney.title')}
      action={
        may.edit && (
          <Group mt="sm">
            <Button component={Link} to={`/w/${slug}/journeys?new=1`}>
              {t('journeys.new')}
            </Button>
          </Group>
        )
      }
    >
      {t('home.noJourney.line')}
    </EmptyState>
  )
}
