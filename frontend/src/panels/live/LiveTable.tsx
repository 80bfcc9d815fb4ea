import { useTranslation } from 'react-i18next'
import type { ListQuery } from '../../api/hooks'
import { useEditor, useFrame } from '../../editor/context'
import type { What } from '../../editor/liveSlice'
import { failedAt, passedAt } from '../../editor/numbers'
import { shownDocument } from '../../editor/store'
import { shareOf } from '../../graph/flows'
import { placeName } from '../../graph/placeName'
import { readingOrder } from '../../graph/read'
import { type Column, DataList } from '../../ui/DataList'
import { percent } from '../figures'
import { CountButton } from './CountButton'
import classes from './live.module.css'

interface StepRow {
  id: string
  name: string
  entered: number
  waiting: number
  passed: number
  sent: number
  refused: number
  failed: number
}

const PEOPLE: Partial<Record<keyof StepRow, What>> = {
  waiting: 'standing',
  passed: 'passed',
  refused: 'refused',
  failed: 'failed',
}
const FIGURES = ['entered', 'waiting', 'passed', 'sent', 'refused', 'failed'] as const

/** What is loaded already, as the list wants it. */
export const asList = <T,>(rows: T[]): ListQuery<T> => ({
  rows,
  loading: false,
  error: null,
  hasMore: false,
  loadingMore: false,
  loadMore: () => undefined,
  reload: () => undefined,
})

/** The numbers of the canvas, place by place. */
export function LiveTable() {
  const { t } = useTranslation('live')
  const { kinds, store } = useFrame()
  const document = useEditor(shownDocument)
  const counters = useEditor((state) => state.counters)
  const all = counters?.runs.entered ?? 0
  const rows = readingOrder(document).map((id): StepRow => {
    const numbers = counters?.steps[id]
    const name = placeName(document, kinds, id)
    if (!numbers) return { id, name, entered: 0, waiting: 0, passed: 0, sent: 0, refused: 0, failed: 0 }
    return { ...numbers, id, name, passed: passedAt(numbers), failed: failedAt(numbers) }
  })
  const columns: Column<StepRow>[] = [
    {
      id: 'place',
      title: t('table.place'),
      width: '30%',
      sortBy: (row) => row.name,
      cell: (row) => (
        <button type="button" className={classes.placeLink} onClick={() => store.getState().reveal(row.id)}>
          {row.name}
        </button>
      ),
    },
    ...FIGURES.map(
      (name): Column<StepRow> => ({
        id: name,
        title: t(`number.${name}`),
        align: 'right',
        sortBy: (row) => row[name],
        cell: (row) => <CountButton place={row.id} what={PEOPLE[name]} n={row[name]} label={row.name} />,
      }),
    ),
    {
      id: 'share',
      title: t('table.share'),
      align: 'right',
      sortBy: (row) => shareOf(row.entered, all),
      cell: (row) => percent(row.entered, all),
    },
  ]
  return (
    <DataList
      label={t('table.title')}
      query={asList(rows)}
      columns={columns}
      rowKey={(row) => row.id}
      empty={<p className={classes.nothing}>{t('table.none')}</p>}
    />
  )
}
