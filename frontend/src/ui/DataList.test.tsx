import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ListQuery } from '../api/hooks'
import { type Column, DataList, sorted } from './DataList'
import { show } from './testing'

interface Row {
  id: number
  name: string
  runs: number | null
}
const ROWS: Row[] = [
  { id: 1, name: 'Welcome', runs: 12 },
  { id: 2, name: 'birthday', runs: null },
  { id: 3, name: 'Cart 10', runs: 3 },
  { id: 4, name: 'Cart 9', runs: 300 },
]
const COLUMNS: Column<Row>[] = [
  { id: 'name', title: 'Name', cell: (row) => row.name, sortBy: (row) => row.name },
  { id: 'runs', title: 'Runs', cell: (row) => row.runs ?? '–', sortBy: (row) => row.runs },
]
const query = (more: Partial<ListQuery<Row>> = {}): ListQuery<Row> => ({
  rows: ROWS,
  loading: false,
  error: null,
  hasMore: false,
  loadingMore: false,
  loadMore: vi.fn(),
  reload: vi.fn(),
  ...more,
})
const list = (more: Partial<ListQuery<Row>> = {}) => (
  <DataList
    label="Journeys"
    query={query(more)}
    columns={COLUMNS}
    rowKey={(row) => row.id}
    rowTo={(row) => `/w/shop/journeys/${row.id}`}
    empty={<p>Nothing yet</p>}
  />
)
const names = () => screen.getAllByRole('link').map((link) => link.textContent)

describe('sorting', () => {
  it('knows numbers within names, and puts what is absent last both ways', () => {
    const byName = sorted(ROWS, COLUMNS[0], false).map((row) => row.name)
    expect(byName).toEqual(['birthday', 'Cart 9', 'Cart 10', 'Welcome'])
    expect(sorted(ROWS, COLUMNS[1], false).map((row) => row.runs)).toEqual([3, 12, 300, null])
    expect(sorted(ROWS, COLUMNS[1], true).map((row) => row.runs)).toEqual([300, 12, 3, null])
  })

  it('goes up, down and away by the head, and stands in the address', async () => {
    const { router } = show(list())
    const head = screen.getByRole('button', { name: 'Runs' })
    await userEvent.click(head)
    expect(router.state.location.search).toBe('?sort=runs.asc')
    await userEvent.click(head)
    expect(names()).toEqual(['Cart 9', 'Welcome', 'Cart 10', 'birthday'])
    expect(screen.getByRole('columnheader', { name: 'Runs' })).toHaveAttribute('aria-sort', 'descending')
    await userEvent.click(head)
    expect(router.state.location.search).toBe('')
  })
})

describe('rows', () => {
  it('are walked through by the arrows and opened by Enter', async () => {
    const { router } = show(list())
    screen.getByRole('link', { name: 'Welcome' }).focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(screen.getByRole('link', { name: 'birthday' })).toHaveFocus()
    await userEvent.keyboard('{End}{ArrowDown}')
    expect(screen.getByRole('link', { name: 'Cart 9' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(router.state.location.pathname).toBe('/w/shop/journeys/4')
  })

  it('are skeletons while they load, and teach when there are none', () => {
    show(list({ loading: true, rows: [] }))
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByText('Nothing yet')).toBeNull()
  })

  it('teach when there are none', () => {
    show(list({ rows: [] }))
    expect(screen.getByText('Nothing yet')).toBeVisible()
  })

  it('are replaced by the reason when they cannot be read', async () => {
    const reload = vi.fn()
    show(list({ error: new Error('The server cannot be reached.'), reload }))
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('The server cannot be reached.')
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(reload).toHaveBeenCalledOnce()
  })

  it('go on by "load more"', async () => {
    const loadMore = vi.fn()
    show(list({ hasMore: true, loadMore }))
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }))
    expect(loadMore).toHaveBeenCalledOnce()
  })
})
