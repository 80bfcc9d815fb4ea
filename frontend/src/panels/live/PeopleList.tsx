import { Button, Skeleton, Stack } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../../api/client'
import { journeyApi } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import type { PeopleAsked } from '../../editor/liveSlice'
import { asked as askedPeriod, failedAt, passedAt, useStepNumbers } from '../../editor/numbers'
import { ErrorState } from '../../ui/ErrorState'
import classes from './live.module.css'
import { PersonRow } from './PersonRow'

const PAGE = 25

interface PeopleListProps extends PeopleAsked {
  /** An id of one customer. */
  search?: string
}

/** The customers behind one number; asked again when the number changes. */
export function PeopleList(asked: PeopleListProps) {
  const { t } = useTranslation('live')
  const people = usePeople(asked)
  if (people.isPending) return <Skeleton height={120} />
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  const rows = people.data.pages.flatMap((page) => page.results)
  if (rows.length === 0) {
    return (
      <p className={classes.nothing}>
        {asked.search ? t('people.notFound') : t(`people.none.${asked.what}`)}
      </p>
    )
  }
  return (
    <Stack gap="sm">
      <ul className={classes.people}>
        {rows.map((row, index) => (
          <PersonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: one run may be there twice at one instant
            key={`${row.run_id}:${row.at}:${row.port}:${index}`}
            row={row}
            place={asked.place}
            onChanged={() => void people.refetch()}
          />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button
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

function usePeople({ place, what, port, search }: PeopleListProps) {
  const { journeyId } = useFrame()
  const numbers = useStepNumbers(place)
  const period = useEditor((state) => state.period)
  const version = useEditor((state) => state.countedVersion)
  const published = useEditor((state) => state.live?.published_at ?? null)
  const count =
    numbers &&
    {
      standing: numbers.waiting,
      passed: passedAt(numbers),
      refused: numbers.refused,
      failed: failedAt(numbers),
    }[what]
  const key = [currentWorkspace(), 'journey', journeyId, 'people', place, what, port, search, period, version]
  return useInfiniteQuery({
    queryKey: [...key, count],
    queryFn: ({ pageParam }) =>
      journeyApi.people(journeyId, place, {
        what,
        port: what === 'passed' ? port : null,
        search,
        ...askedPeriod(period, version, published),
        cursor: pageParam,
        limit: PAGE,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}
