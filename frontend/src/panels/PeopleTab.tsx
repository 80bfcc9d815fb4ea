import { Button, Skeleton, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { currentWorkspace } from '../api/client'
import { journeyApi, type Standing } from '../editor/api'
import { useFrame } from '../editor/context'
import { useStepNumbers } from '../editor/numbers'
import { ErrorState } from '../ui/ErrorState'
import { RelativeTime } from '../ui/RelativeTime'
import classes from './panels.module.css'

/** The customers who stand at this step now; asked again when the number of those waiting changes. */
export function PeopleTab({ step }: { step: string }) {
  const { t } = useTranslation('editor')
  const { journeyId } = useFrame()
  const waiting = useStepNumbers(step)?.waiting
  const people = useInfiniteQuery({
    queryKey: [currentWorkspace(), 'journey', journeyId, 'people', step, waiting],
    queryFn: ({ pageParam }) => journeyApi.customersAt(journeyId, step, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  if (people.isPending) return <Skeleton height={120} />
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  const rows = people.data.pages.flatMap((page) => page.results)
  if (rows.length === 0) return <p className={classes.nothing}>{t('people.none')}</p>
  return (
    <Stack gap={0}>
      {rows.map((row) => (
        <Person key={row.run_id} row={row} />
      ))}
      {people.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {t('people.more')}
        </Button>
      )}
    </Stack>
  )
}

function Person({ row }: { row: Standing }) {
  const { t } = useTranslation('editor')
  const name = row.name || row.email || row.user_id || row.customer_id
  const awaits = row.awaits.filter((event) => !event.startsWith('$'))
  return (
    <Link to={`/w/${currentWorkspace()}/customers/${row.customer_id}`} className={classes.person}>
      <span>{name}</span>
      <span className={classes.personLine}>
        {t('people.since')} <RelativeTime at={row.since} />
        {row.until && (
          <>
            {' · '}
            {t('people.until')} <RelativeTime at={row.until} />
          </>
        )}
        {awaits.length > 0 && ` · ${t('people.awaits', { events: awaits.join(', ') })}`}
      </span>
    </Link>
  )
}
