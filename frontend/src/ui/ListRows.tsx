/** The rows of a list: a link, cells, and a box to pick it. */
import { Checkbox, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Column, DataListProps } from './DataList'
import classes from './list.module.css'
import type { Picking } from './picking'

export const hidden = <T,>(column: Column<T>) =>
  column.hideBelow ? classes[`hide-${column.hideBelow}`] : undefined

export function PickAll<T>({ rows, picking }: { rows: T[]; picking: Picking<T> }) {
  const { t } = useTranslation()
  const all = rows.length > 0 && rows.every(picking.isPicked)
  return (
    <th scope="col" className={classes.pick}>
      <Checkbox
        size="xs"
        aria-label={t('list.pickAll')}
        checked={all}
        indeterminate={!all && picking.picked.length > 0}
        onChange={() => (all ? picking.clear() : picking.pickAll(rows))}
      />
    </th>
  )
}

interface RowProps<T> extends DataListProps<T> {
  row: T
  rows: T[]
}

export function Row<T>({ row, rows, columns, rowKey, rowTo, selected, picking, onRowDrag }: RowProps<T>) {
  const to = rowTo?.(row)
  const isPicked = picking?.isPicked(row)
  return (
    <tr
      data-link={to ? '' : undefined}
      data-selected={isPicked || selected === rowKey(row) ? '' : undefined}
      onDragStart={onRowDrag && ((event) => onRowDrag(row, event))}
    >
      {picking && <PickCell row={row} rows={rows} picking={picking} />}
      {columns.map((column, index) => (
        <td
          key={column.id}
          data-align={column.align}
          data-main={index === 0 ? '' : undefined}
          className={hidden(column)}
        >
          {index === 0 && to ? (
            <Link to={to} className={classes.link} data-row-link>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}

function PickCell<T>({ row, rows, picking }: { row: T; rows: T[]; picking: Picking<T> }) {
  const { t } = useTranslation()
  return (
    <td className={classes.pick}>
      <Checkbox
        size="xs"
        data-pick
        aria-label={t('list.pick', { name: picking.nameOf(row) })}
        checked={picking.isPicked(row)}
        onChange={(event) =>
          picking.toggle(row, (event.nativeEvent as MouseEvent).shiftKey ? rows : undefined)
        }
      />
    </td>
  )
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f']

export function SkeletonRows<T>({ columns, picking }: { columns: Column<T>[]; picking: boolean }) {
  return SKELETON_ROWS.map((row, index) => (
    <tr key={row}>
      {picking && <td className={classes.pick} />}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} className={hidden(column)}>
          <Skeleton h={12} w={column.align ? 40 : `${70 - (index % 3) * 15}%`} ml={column.align && 'auto'} />
        </td>
      ))}
    </tr>
  ))
}
