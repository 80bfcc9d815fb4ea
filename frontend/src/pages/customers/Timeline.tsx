import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api/hooks'
import type { TimelineItem, TimelineType } from '../../api/types'
import { clockTime, dayName, exact, READER_ZONE } from '../../ui/clock'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { FilterChips } from '../../ui/ListBar'
import rows from '../../ui/rows.module.css'
import { useUrlState } from '../../ui/url'
import { Moment } from './Moment'

export const TYPES: TimelineType[] = ['event', 'move', 'message', 'refusal', 'consent']
const EVERY_MS = 5000

/** Consecutive items of the same day, in the reader's zone; the order stays. */
export function byDay(items: TimelineItem[], zone: string = READER_ZONE): [string, TimelineItem[]][] {
  const days: [string, TimelineItem[]][] = []
  for (const item of items) {
    const name = dayName(new Date(item.at), zone)
    const last = days.at(-1)
    if (last && last[0] === name) last[1].push(item)
    else days.push([name, [item]])
  }
  return days
}

export function Timeline({ path }: { path: string }) {
  const { t } = useTranslation()
  const { get } = useUrlState()
  const type = get('type')
  const query = useList<TimelineItem>(`${path}/timeline`, { type }, { every: EVERY_MS })
  const items = type ? query.rows.filter((item) => item.type === type) : query.rows
  return (
    <section aria-label={t('timeline.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('timeline.title')}</Title>
        <Text size="xs" c="dimmed">
          {t('timeline.zone', { zone: READER_ZONE })}
        </Text>
      </Group>
      <FilterChips
        name="type"
        label={t('timeline.show')}
        all={t('list.all')}
        options={TYPES.map((value) => ({ value, label: t(`timeline.types.${value}`) }))}
      />
      {query.error ? <ErrorState error={query.error} onRetry={query.reload} /> : null}
      {query.loading && <TimelineSkeleton />}
      {!query.loading && !query.error && items.length === 0 && (
        <EmptyState icon={IconHistory} title={t('timeline.none.title')}>
          {t('timeline.none.line')}
        </EmptyState>
      )}
      {byDay(items).map(([day, moments]) => (
        <div key={day}>
          <div className={rows.day}>{day}</div>
          <ol className={rows.timeline}>
            {moments.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two items may share a moment and a type
              <Moment key={`${item.at}:${item.type}:${index}`} item={item} time={<At item={item} />} />
            ))}
          </ol>
        </div>
      ))}
      {query.hasMore && (
        <Button variant="default" mt="md" loading={query.loadingMore} onClick={query.loadMore}>
          {t('list.more')}
        </Button>
      )}
    </section>
  )
}

function At({ item }: { item: TimelineItem }) {
  const at = new Date(item.at)
  return (
    <time dateTime={item.at} title={exact(at)} className="num">
      {clockTime(at)}
    </time>
  )
}

function TimelineSkeleton() {
  return (
    <Stack gap="md" mt="md" aria-busy="true">
      {[70, 50, 60, 40].map((width) => (
        <Group key={width} gap="sm" wrap="nowrap">
          <Skeleton h={12} w={56} />
          <Skeleton h={24} circle />
          <Skeleton h={14} w={`${width}%`} />
        </Group>
      ))}
    </Stack>
  )
}
