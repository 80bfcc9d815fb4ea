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
          default: 'moment',
          'x-labels': { moment: 'A date', window: 'Hours' },
        },
        moment: { title: 'Moment', type: 'string', maxLength: 5, 'x-show-if': { until: 'moment' } },
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

  it('takes what is left out as its default when it asks which fields apply', () => {
    show({ cases: [] })
    expect(screen.getByText('Moment')).toBeInTheDocument()
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

  it('reads a duration as it is written', async () => {
    const user = show({ cases: [], timeout: 'PT1H30M' })
    const field = screen.getByRole('combobox', { name: 'At most' })
    expect(field).toHaveValue('1 hour 30 minutes')
    await user.clear(field)
    await user.paste('90 min')
    expect(config.timeout).toBe('PT90M')
    await user.clear(field)
    await user.paste('2')
    expect(screen.getByText(/Write a number with its unit/)).toBeInTheDocument()
    await user.click(screen.getByRole('option', { name: '2 days' }))
    expect(config.timeout).toBe('P2D')
    await user.tab()
    expect(field).toHaveValue('2 days')
  })

  it('says a broken limit at once, and what is missing only quietly', async () => {
    const path = '/steps/a/config/moment'
    const missing: Problem = { path, code: 'missing', message: 'Choose one.', severity: 'error' }
    const user = show({ cases: [], until: 'moment', moment: '' }, [missing])
    const field = screen.getByRole('textbox', { name: 'Moment' })
    expect(field).not.toBeInvalid()
    expect(screen.getByText('Choose one.')).toBeInTheDocument()
    await user.click(field)
    await user.tab()
    expect(field).toBeInvalid()
    await user.click(field)
    await user.paste('far too long')
    expect(screen.getByText('At most 5 characters.')).toBeInTheDocument()
  })

  it('says what is wrong at the field, and leaves warnings to the panel', () => {
    const path = '/steps/a/config/timeout'
    show({ cases: [], timeout: 'PT1H' }, [{ path, code: 'x', message: 'Too short.', severity: 'error' }])
    expect(screen.getByText('Too short.')).toBeInTheDocument()
  })
})
