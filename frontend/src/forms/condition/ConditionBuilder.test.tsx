import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Condition } from '../../graph/conditions'
import type { Problem } from '../../graph/document'
import { Form } from '../field'
import { ConditionPart } from '../fields/ConditionField'

let condition: Condition | null
let put: (next: Condition | null) => void

const ATTRIBUTES = [
  { name: 'city', type: 'text', examples: ['Paris', 'Oslo'] },
  { name: 'age', type: 'number', examples: [30] },
]
const EVENTS = [{ name: 'purchase', last_at: '', properties: { total: { type: 'number', examples: [12] } } }]

function Host({ start, problems }: { start: Condition | null; problems: Problem[] }) {
  const [value, setValue] = useState(start)
  condition = value
  put = setValue
  return (
    <Form.Provider value={{ problems, disabled: false, scope: 'step', onLeave: () => {} }}>
      <ConditionPart value={value} onChange={setValue} path="/c" label="If" />
    </Form.Provider>
  )
}

async function show(start: Condition | null, problems: Problem[] = []) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <Host start={start} problems={problems} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  await screen.findByRole('group', { name: 'Condition: If' })
  return userEvent.setup({ delay: null })
}

beforeEach(() => {
  const answer = (address: string) =>
    address.includes('/schema/attributes') ? ATTRIBUTES : address.includes('/schema/events') ? EVENTS : []
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(new Response(JSON.stringify({ results: answer(address), next: null }))),
  )
})

const add = async (user: ReturnType<typeof userEvent.setup>, what: string) => {
  const buttons = screen.getAllByRole('button', { name: 'Add condition' })
  await user.click(buttons.at(-1) as HTMLElement)
  await user.click(await screen.findByRole('menuitem', { name: what }))
}

describe('the condition builder', () => {
  it('takes the type and the examples of what was seen', async () => {
    const user = await show(null)
    await add(user, 'Profile attribute')
    const name = screen.getByRole('combobox', { name: 'Profile attribute' })
    await user.click(name)
    await user.click(await screen.findByRole('option', { name: /age/ }))
    expect(condition).toEqual({ all: [{ profile: 'age', type: 'number', op: 'is', value: null }] })
    await user.clear(name)
    await user.paste('city')
    await user.click(screen.getByRole('combobox', { name: 'Value' }))
    await user.click(await screen.findByRole('option', { name: 'Oslo' }))
    expect(condition).toEqual({ all: [{ profile: 'city', type: 'text', op: 'is', value: 'Oslo' }] })
    expect(screen.getByText('If city is Oslo')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Remove condition' }))
    expect(condition).toBeNull()
  }, 60_000)

  it('says when nobody has the attribute, and what the server finds wrong in a row', async () => {
    const leaf = { profile: 'cty', type: 'text', op: 'is', value: '' } as const
    const problem: Problem = { path: '/c/any/0/value', code: 'missing', message: 'Enter a value.' }
    await show({ any: [leaf, { profile: 'city', op: 'is_set' }] }, [problem])
    expect(await screen.findByText(/No customer has “cty” yet/)).toBeInTheDocument()
    expect(screen.getByText('Enter a value.')).toBeInTheDocument()
  })

  it('changes how a group counts, and moves rows with the arrow keys', async () => {
    const a: Condition = { profile: 'a', op: 'is_set' }
    const b: Condition = { profile: 'b', op: 'is_set' }
    const user = await show({ all: [a, b] })
    await user.click(screen.getByRole('combobox', { name: 'How the conditions count' }))
    await user.click(screen.getByRole('option', { name: 'None of these' }))
    expect(condition).toEqual({ not: { any: [a, b] } })
    const [first] = screen.getAllByRole('button', { name: /^Move/ })
    first?.focus()
    await user.keyboard('{ArrowDown}')
    expect(condition).toEqual({ not: { any: [b, a] } })
  }, 60_000)

  it('moves a row by dragging its grip', async () => {
    const [a, b, c]: Condition[] = ['a', 'b', 'c'].map((profile) => ({ profile, op: 'is_set' }))
    await show({ all: [a, b, c] as Condition[] })
    const grips = screen.getAllByRole('button', { name: /^Move/ })
    const rows = grips.map((grip) => grip.closest('[data-row]') as HTMLElement)
    const dataTransfer = { setDragImage: () => {}, effectAllowed: '' }
    fireEvent.dragStart(grips[2] as HTMLElement, { dataTransfer })
    const [target] = rows
    if (!target) throw new Error('there is no row')
    // Without a pointer's height, as here, it goes behind the row that it is dropped on.
    fireEvent.dragOver(target, { dataTransfer })
    fireEvent.drop(target, { dataTransfer })
    expect(condition).toEqual({ all: [a, c, b] })
  })

  it('builds what a customer did, with a filter of that event', async () => {
    const user = await show(null)
    await add(user, 'Did or did not do')
    await user.click(screen.getByRole('combobox', { name: 'Did or did not do' }))
    await user.paste('purchase')
    await user.click(screen.getByRole('combobox', { name: 'in the last' }))
    await user.paste('90 days')
    const where = screen.getByRole('group', { name: 'Condition: Where' })
    await user.click(within(where).getByRole('button', { name: 'Add condition' }))
    await user.click(within(where).getByRole('combobox', { name: 'Property of this event' }))
    await user.click(await screen.findByRole('option', { name: /total/ }))
    const times = { op: 'at_least', n: 1 }
    const filter = { all: [{ event: 'total', type: 'number', op: 'is', value: null }] }
    expect(condition).toEqual({ all: [{ did: 'purchase', times, within: 'P90D', where: filter }] })
  }, 60_000)

  it('follows a change from outside, such as undo', async () => {
    const user = await show({ all: [{ profile: 'city', op: 'is_set' }] })
    act(() => put({ any: [{ profile: 'age', op: 'is_set' }] }))
    expect(screen.getByRole('combobox', { name: 'Profile attribute' })).toHaveValue('age')
    await add(user, 'Customer’s local time')
    expect(condition).toMatchObject({ any: [{ profile: 'age' }, { local_time: { from: '09:00' } }] })
  }, 60_000)
})
