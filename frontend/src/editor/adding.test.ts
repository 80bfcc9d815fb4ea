import { describe, expect, it } from 'vitest'
import { emptyDocument } from '../graph/document'
import { abandonedCart, catalogue, kinds } from '../graph/fixtures'
import { addables, grouped, lookOf } from '../graph/palette'
import { addHere } from './adding'
import type { Journey } from './api'
import { chordOf, commandFor } from './keys'
import { currentProblems } from './problems'
import { createEditorStore, differsFromLive } from './store'

const entries = addables(catalogue)
const entry = (title: string) => {
  const found = entries.find((candidate) => candidate.title === title)
  if (!found) throw new Error(`The palette has no "${title}".`)
  return found
}

function open(document = emptyDocument('Empty')) {
  const facts = {
    steps: 0,
    messages: 0,
    messages_per_run: 0,
    messages_per_week: 0,
    longest_run_seconds: 0,
    has_loop: false,
  }
  const journey: Journey = {
    id: 1,
    slug: 'a',
    name: 'A',
    state: 'draft',
    draft: document,
    draft_revision: 1,
    draft_problems: [],
    draft_facts: facts,
    live: null,
  }
  return createEditorStore(journey)
}

describe('adding from the palette', () => {
  it('builds a chain by clicking alone, each behind the one before', () => {
    const store = open()
    for (const title of ['Event', 'Wait', 'Email', 'End']) addHere(store, kinds, entry(title))
    const { document, history } = store.getState()
    expect(document.triggers.event?.next).toBe('wait')
    expect(document.steps.wait?.next).toEqual({ out: 'email' })
    expect(document.steps.email?.next).toEqual({ out: 'exit' })
    expect(document.steps.email?.config.channel).toBe('email')
    expect(history.past).toHaveLength(4)
  })

  it('goes into the way on of a step whose port is taken, and never to its failed port', () => {
    const store = open(abandonedCart)
    store.getState().select(['first_reminder'])
    addHere(store, kinds, entry('Wait'))
    const { document } = store.getState()
    expect(document.steps.first_reminder?.next).toEqual({ out: 'wait' })
    expect(document.steps.wait?.next).toEqual({ out: 'done' })
  })

  it('puts what is chosen into the selected edge', () => {
    const store = open(abandonedCart)
    store.getState().selectEdge('wait_1h:timeout')
    addHere(store, kinds, entry('Wait'))
    expect(store.getState().document.steps.wait_1h?.next.timeout).toBe('wait')
  })

  it('leads a new trigger to where the steps begin', () => {
    const store = open()
    addHere(store, kinds, entry('Wait'))
    store.getState().select([])
    addHere(store, kinds, entry('Event'))
    expect(store.getState().document.triggers.event?.next).toBe('wait')
  })

  it('does nothing for those who may only look', () => {
    const store = open()
    store.getState().setReadOnly(true)
    addHere(store, kinds, entry('Wait'))
    expect(store.getState().document.steps).toEqual({})
  })
})

describe('the palette', () => {
  it('finds the very word first', () => {
    expect(grouped(entries, 'wait')[0]?.entries.map((found) => found.title)).toEqual(['Wait', 'Wait for'])
    expect(grouped(entries, 'wait for')[0]?.entries[0]?.title).toBe('Wait for')
    expect(grouped(entries, 'end')[0]?.entries[0]?.title).toBe('End')
    expect(grouped(entries, 'zzz')).toEqual([])
  })

  it('knows a preset again by its values', () => {
    expect(lookOf(entry('Email').kind, { channel: 'email', subject: 'Hi' }).title).toBe('Email')
    expect(lookOf(entry('Email').kind, { channel: 'sms' }).title).toBe('Send message')
  })
})

describe('keys', () => {
  const press = (key: string, more = {}) =>
    chordOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

  it('find their commands', () => {
    expect(commandFor(press('z', { ctrlKey: true }))?.id).toBe('undo')
    expect(commandFor(press('Z', { metaKey: true, shiftKey: true }))?.id).toBe('redo')
    expect(commandFor(press('Delete'))?.id).toBe('delete')
    expect(commandFor(press('?', { shiftKey: true }))?.id).toBe('shortcuts')
    expect(commandFor(press('T', { shiftKey: true }))?.id).toBe('tidy')
    expect(commandFor(press('q'))).toBeUndefined()
  })
})

describe('problems while the draft is ahead of the server', () => {
  const known = { path: '/steps/done/config/reason', code: 'x', message: 'X.', step: 'done' }

  it('keeps what the server said of places that have not changed', () => {
    const moved = { ...abandonedCart, name: 'Other' }
    const state = { document: moved, savedDocument: abandonedCart, problems: [known] }
    expect(currentProblems(state, kinds)).toEqual([known])
  })

  it('drops it where the place was changed or deleted', () => {
    const { done: _, ...steps } = abandonedCart.steps
    const state = { document: { ...abandonedCart, steps }, savedDocument: abandonedCart, problems: [known] }
    expect(currentProblems(state, kinds).map((problem) => problem.code)).toEqual(['no_target', 'no_target'])
  })
})

describe('draft and live', () => {
  it('differ by what they do, not by where cards stand', () => {
    const live = { number: 1, published_at: '', published_by: null, note: '', document: abandonedCart }
    const moved = { ...abandonedCart, layout: {} }
    expect(differsFromLive({ document: moved, live })).toBe(false)
    expect(differsFromLive({ document: { ...moved, name: 'B' }, live })).toBe(true)
    expect(differsFromLive({ document: moved, live: null })).toBe(true)
  })
})
