/** The one list of the product: sticky head, sorting, keyboard rows, skeletons, "load more". */
import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type CSSProperties, type DragEvent, type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListQuery } from '../api/hooks'
import { ErrorState } from './ErrorState'
import { hidden, PickAll, Row, SkeletonRows } from './ListRows'
import classes from './list.module.css'
import type { Picking } from './picking'
import { useUrlState } from './url'

export interface Column<T> {
  id: string
  title: string
  /** The title is only for those who do not see the column's buttons. */
  untitled?: boolean
  cell: (row: T) => ReactNode
  /** Makes the column sortable, among the rows that are loaded. */
  sortBy?: (row: T) => string | number | null | undefined
  align?: 'right'
  /** Pixels, or a share of the table ("22%") that narrow windows ignore. */
  width?: number | string
  /** Narrower windows leave the column out. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
}

export interface DataListProps<T> {
  /** Names the list for those who do not see it. */
  label: string
  query: ListQuery<T>
  columns: Column<T>[]
  rowKey: (row: T) => string | number
  /** Where the row leads; its first cell becomes the link. */
  rowTo?: (row: T) => string
  selected?: string | number | null
  /** Rows can be picked, for what is done to several at once. */
  picking?: Picking<T>
  onRowDrag?: (row: T, event: DragEvent) => void
  empty: ReactNode
}

export function sorted<T>(rows: T[], column: Column<T> | undefined, descending: boolean): T[] {
  const by = column?.sortBy
  if (!by) return rows
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)]
    if (left === null || left === undefined || left === '') return 1
    if (right === null || right === undefined || right === '') return -1
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true })
  })
}

/** Arrows, Home and End move between the rows' links; x picks the row. */
function onRowKey(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const target = event.target as HTMLElement
  if (target.closest('input:not([type=checkbox]), [role=menu], [role=dialog]')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
  const row = target.closest('tr')
  const here = links.findIndex((link) => row?.contains(link))
  const last = links.length - 1
  if (event.key === 'x' && !event.ctrlKey && !event.metaKey)
    row?.querySelector<HTMLElement>('[data-pick]')?.click()
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last }[event.key]
  if (to === undefined || here < 0) return
  event.preventDefault()
  links[Math.max(0, Math.min(last, to))]?.focus()
}

function useSort<T>(columns: Column<T>[]) {
  const { get, change } = useUrlState()
  const [id, direction] = get('sort').split('.')
  const column = columns.find((candidate) => candidate.id === id && candidate.sortBy)
  const descending = direction === 'desc'
  const toggle = (next: Column<T>) => {
    const same = next.id === column?.id
    change({ sort: same && descending ? null : `${next.id}.${same ? 'desc' : 'asc'}` })
  }
  return { column, descending, toggle }
}

export function DataList<T>(props: DataListProps<T>) {
  const { label, query, columns, empty } = props
  const { t } = useTranslation()
  const sort = useSort(columns)
  const rows = useMemo(
    () => sorted(query.rows, sort.column, sort.descending),
    [query.rows, sort.column, sort.descending],
  )
  if (query.error) return <ErrorState error={query.error} what={label} onRetry={query.reload} />
  if (!query.loading && rows.length === 0) return <>{empty}</>
  return (
    <>
      <table className={classes.table} aria-label={label} aria-busy={query.loading}>
        <colgroup>
          {props.picking && <col style={{ '--col': '36px' } as CSSProperties} />}
          {columns.map((column) => (
            <col
              key={column.id}
              style={{ '--col': widthOf(column) } as CSSProperties}
              data-loose={typeof column.width === 'string' || undefined}
              className={hidden(column)}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {props.picking && <PickAll rows={rows} picking={props.picking} />}
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onRowKey}>
          {query.loading ? (
            <SkeletonRows columns={columns} picking={Boolean(props.picking)} />
          ) : (
            rows.map((row) => <Row key={props.rowKey(row)} row={row} rows={rows} {...props} />)
          )}
        </tbody>
      </table>
      {query.hasMore && (
        <div className={classes.more}>
          <Button variant="default" loading={query.loadingMore} onClick={query.loadMore}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  )
}

const widthOf = <T,>({ width }: Column<T>) => (typeof width === 'number' ? `${width}px` : width)

interface HeadCellProps<T> {
  column: Column<T>
  sort: ReturnType<typeof useSort<T>>
}

function HeadCell<T>({ column, sort }: HeadCellProps<T>) {
  const active = sort.column?.id === column.id
  const direction = sort.descending ? 'descending' : 'ascending'
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      data-align={column.align}
      className={hidden(column)}
      aria-sort={active ? direction : column.sortBy ? 'none' : undefined}
    >
      {column.sortBy ? (
        <UnstyledButton className={classes.sort} onClick={() => sort.toggle(column)}>
          {column.title}
          <Arrow size={12} aria-hidden style={{ visibility: active ? 'visible' : 'hidden' }} />
        </UnstyledButton>
      ) : column.untitled ? (
        <VisuallyHidden>{column.title}</VisuallyHidden>
      ) : (
        column.title
      )}
    </th>
  )
}
