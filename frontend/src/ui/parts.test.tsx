import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../api/errors'
import texts from '../i18n/en/app.json'
import { fieldErrors, restOfError } from './fields'
import { layersOf } from './JourneyPicture'
import { FilterChips, SearchField } from './ListBar'
import { customerName, humanise, valueText } from './names'
import { count, lag } from './numbers'
import { RelativeTime } from './RelativeTime'
import { Sparkline } from './Sparkline'
import { LOOKS, StateBadge } from './StateBadge'
import { show } from './testing'

describe('a state', () => {
  it('has a word for each look, and shows an unknown one as it is', () => {
    expect(Object.keys(LOOKS).sort()).toEqual(Object.keys(texts.state).sort())
    show(<StateBadge state="dreaming" />)
    expect(screen.getByText('dreaming')).toBeVisible()
  })
})

describe('a time', () => {
  it('says how long ago, and can be focused for the exact one', () => {
    show(<RelativeTime at={new Date(Date.now() - 120_000).toISOString()} />)
    const time = screen.getByText('2 min ago')
    expect(time).toHaveAttribute('tabindex', '0')
    expect(time).toHaveAttribute('datetime')
  })

  it('is a dash where there is none', () => {
    show(<RelativeTime at={null} />)
    expect(screen.getByText('–')).toBeVisible()
  })
})

describe('a sparkline', () => {
  it('says in words what it draws', () => {
    show(<Sparkline values={[0, 3, 1]} label="Entered" />)
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Entered: 4 in the last 3 hours, at most 3 in an hour',
    )
  })
})

describe('filters', () => {
  it('stand in the address and go when pressed again', async () => {
    const { router } = show(
      <FilterChips name="state" label="State" all="All" options={[{ value: 'live', label: 'Live' }]} />,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Live' }))
    expect(router.state.location.search).toBe('?state=live')
    expect(screen.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(screen.getByRole('button', { name: 'Live' }))
    expect(router.state.location.search).toBe('')
  })

  it('take a search a moment after the typing', async () => {
    const { router } = show(<SearchField label="Search journeys" />)
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search journeys' }), 'cart')
    await expect.poll(() => router.state.location.search).toBe('?search=cart')
  })
})

describe('names and numbers', () => {
  it('calls a customer by the best that is known', () => {
    const ids = { id: 'c1', user_id: 'u1', anonymous_id: null }
    expect(customerName({ ...ids, profile: { first_name: 'Anna', last_name: 'Nowak' } })).toBe('Anna Nowak')
    expect(customerName({ ...ids, profile: { email: 'a@example.com' } })).toBe('a@example.com')
    expect(customerName({ ...ids, profile: { name: 7 } })).toBe('u1')
  })

  it('shows codes and values as words', () => {
    expect(humanise('first_reminder')).toBe('First reminder')
    expect([valueText(true), valueText(null), valueText([1])]).toEqual(['yes', '–', '[1]'])
    expect([count(12_480), count(1_250_000), count(null)]).toEqual(['12,480', '1.3m', '–'])
    expect([lag(0.42), lag(90), lag(600)]).toEqual(['0.4 secs', '90 secs', '10 mins'])
  })
})

describe('a refused form', () => {
  const problem = { path: '/sender_email', code: 'invalid', message: 'This is no address.' }

  it('gives each field its sentence, and the form what is left', () => {
    const error = new ApiError(400, 'invalid', 'sender_email: This is no address.', [problem])
    expect(fieldErrors(error)).toEqual({ sender_email: 'This is no address.' })
    expect(restOfError(error, ['sender_email'])).toBeNull()
    expect(restOfError(error, ['name'])).toBe(error)
  })
})

describe('the picture of a journey', () => {
  it('ends for a loop, and draws what nothing leads to', () => {
    const step = (next: Record<string, string>) => ({ kind: 'wait', config: {}, next })
    const layers = layersOf({
      format: 1,
      name: '',
      entry: { rule: 'once' },
      exits: [],
      triggers: { start: { kind: 'event', config: {}, next: 'a' } },
      steps: { a: step({ next: 'b' }), b: step({ next: 'a' }), lost: step({}) },
      layout: {},
    })
    expect(Object.fromEntries(layers)).toEqual({ start: 0, a: 1, b: 2, lost: 1 })
  })
})
