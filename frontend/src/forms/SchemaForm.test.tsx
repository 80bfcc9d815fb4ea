import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Schema } from '../graph/catalogue'
import type { Config, Problem } from '../graph/document'
import { Form } from './field'
import { SchemaForm } from './SchemaForm'

const schema: Schema = {
  $ref: '#/$defs/WaitFor',
  $defs: {
    WaitFor: {
      type: 'object',
      required: ['cases'],
      properties: {
        cases: { title: 'Wait for', type: 'array', 'x-widget': 'cases', items: { $ref: '#/$defs/Case' } },
        timeout: {
          title: 'At most',
          'x-widget': 'duration',
          anyOf: [{ type: 'string' }, { type: 'null' }],
          default: 'P1D',
        },
        until: {
          title: 'Until',
          enum: ['window', 'moment'],
          'x-labels': { moment: 'A date', window: 'Hours' },
        },
        moment: { title: 'Moment', type: 'string', 'x-show-if': { until: 'moment' } },
        subject: { title: 'Subject', type: 'string', 'x-tab': 'content' },
        loud: { title: 'Loud', type: 'boolean', 'x-advanced': true },
      },
    },
    Case: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        event: {
          title: 'Event',
          'x-widget': 'event',
          anyOf: [{ type: 'string' }, { type: 'null' }],
          default: null,
        },
        filter: {
          title: 'Only if',
          'x-widget': 'condition',
          anyOf: [{ type: 'object' }, { type: 'null' }],
          default: null,
        },
      },
    },
  },
}

let config: Config

function Host({ start, problems }: { start: Config; problems: Problem[] }) {
  const [value, setValue] = useState(start)
  config = value
  return (
    <Form.Provider value={{ problems, disabled: false, scope: 'step', onLeave: () => {} }}>
      <SchemaForm
        schema={schema}
        root={schema}
        value={value}
        onChange={setValue}
        path="/steps/a/config"
        tab="settings"
      />
    </Form.Provider>
  )
}

function show(start: Config, problems: Problem[] = []) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <Host start={start} problems={problems} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  // Fields are pasted into, not typed: each key draws the whole form, and a busy machine takes its time.
  return userEvent.setup({ delay: null })
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
})

describe('a form made from a schema', () => {
  it('shows the fields of its tab, those that apply now, and the rare ones folded', () => {
    show({ cases: [], until: 'window' })
    expect(screen.getByText('Wait for')).toBeInTheDocument()
    expect(screen.queryByText('Subject')).toBeNull()
    expect(screen.queryByText('Moment')).toBeNull()
    expect(screen.getByRole('button', { name: 'More settings' })).toHaveAttribute('aria-expanded', 'false')
  })

  it('gives every item of a list an id of its own', async () => {
    const user = show({ cases: [] })
    await user.click(screen.getByRole('button', { name: 'Add' }))
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(config.cases).toMatchObject([{ id: 'case' }, { id: 'case_2' }])
    const [first] = screen.getAllByRole('combobox', { name: /Event/ })
    if (first) await user.click(first)
    await user.paste('purchase')
    expect(config.cases).toMatchObject([{ id: 'case', event: 'purchase' }, { id: 'case_2' }])
  })

  it('edits a duration in words', async () => {
    const user = show({ cases: [], timeout: 'PT1H' })
    const amount = screen.getByRole('textbox', { name: 'At most: amount' })
    await user.clear(amount)
    await user.paste('90')
    expect(config.timeout).toBe('PT90H')
    await user.click(screen.getByRole('combobox', { name: 'At most: unit' }))
    await user.click(screen.getByRole('option', { name: 'minutes' }))
    expect(config.timeout).toBe('PT90M')
  })

  it('builds a condition without JSON', async () => {
    const user = show({ cases: [{ id: 'a', event: 'purchase', filter: null }] })
    await user.click(screen.getByRole('button', { name: 'Add condition' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Profile attribute' }))
    await user.click(screen.getByRole('combobox', { name: 'Profile attribute' }))
    await user.paste('city')
    await user.click(screen.getByRole('combobox', { name: 'Value' }))
    await user.paste('Paris')
    expect(config.cases).toMatchObject([
      { filter: { all: [{ profile: 'city', type: 'text', op: 'is', value: 'Paris' }] } },
    ])
    await user.click(screen.getByRole('button', { name: 'Remove condition' }))
    expect(config.cases).toMatchObject([{ filter: null }])
  }, 60_000)

  it('says what is wrong at the field, and leaves warnings to the panel', () => {
    const path = '/steps/a/config/timeout'
    show({ cases: [], timeout: 'PT1H' }, [{ path, code: 'x', message: 'Too short.', severity: 'error' }])
    expect(screen.getByText('Too short.')).toBeInTheDocument()
  })
})
