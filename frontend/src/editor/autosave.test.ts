import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, offlineError } from '../api/errors'
import type { JourneyDocument } from '../graph/document'
import { abandonedCart } from '../graph/fixtures'
import { describe as rename } from '../graph/operations'
import type { Journey, Saved } from './api'
import { PAUSE_MS, restoreKept, startAutosave } from './autosave'
import { recall } from './kept'
import { createEditorStore } from './store'

const facts = {
  steps: 3,
  messages: 1,
  messages_per_run: 1,
  messages_per_week: 1,
  longest_run_seconds: 3600,
  has_loop: false,
}

const journey: Journey = {
  id: 1,
  slug: 'abandoned-cart',
  name: 'Abandoned cart',
  state: 'draft',
  draft: abandonedCart,
  draft_revision: 3,
  draft_problems: [],
  draft_facts: facts,
  live: null,
}

function open(save: (document: JourneyDocument, base: number) => Promise<Saved>) {
  const store = createEditorStore(journey)
  const load = vi.fn(async () => ({ draft: { ...abandonedCart, name: 'Theirs' }, draft_revision: 9 }))
  const transport = { save: vi.fn(save), load }
  const autosave = startAutosave(store, '1', transport)
  const name = (text: string) =>
    store.getState().apply((document) => rename(document, 'done', { name: text }), 'name')
  return { store, transport, autosave, name }
}

const answer = (draft_revision: number): Saved => ({ draft_revision, problems: [], facts })

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

describe('autosave', () => {
  it('sends the last of several changes once, with the revision it is based on', async () => {
    const { store, transport, name } = open(async (_, base) => answer(base + 1))
    name('a')
    name('ab')
    expect(store.getState().saving).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(transport.save).toHaveBeenCalledOnce()
    expect(transport.save.mock.calls[0]?.[0].steps.done?.name).toBe('ab')
    expect(transport.save.mock.calls[0]?.[1]).toBe(3)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 4 })
    expect(recall('1')).toBeNull()
  })

  it('keeps the work while offline and sends it when the server answers again', async () => {
    let online = false
    const { store, transport, name } = open(async (_, base) => {
      if (!online) throw offlineError()
      return answer(base + 1)
    })
    name('a')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState().saving).toBe('kept')
    expect(recall('1')?.document.steps.done?.name).toBe('a')
    online = true
    await vi.advanceTimersByTimeAsync(5000)
    expect(store.getState().saving).toBe('saved')
    expect(transport.save).toHaveBeenCalledTimes(2)
  })

  it('stops and asks when someone else saved, and loses neither', async () => {
    let conflict = true
    const { store, transport, name } = open(async (_, base) => {
      if (conflict) throw new ApiError(409, 'conflict', 'Someone else saved.')
      return answer(base + 1)
    })
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'conflict', theirs: { revision: 9 } })
    name('mine too')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(transport.save).toHaveBeenCalledOnce()
    conflict = false
    store.getState().keepMine()
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(transport.save.mock.calls[1]?.[1]).toBe(9)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 10 })
    expect(store.getState().document.steps.done?.name).toBe('mine too')
  })

  it('takes theirs when asked, and forgets mine', async () => {
    const { store, name } = open(async () => {
      throw new ApiError(409, 'conflict', 'Someone else saved.')
    })
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    store.getState().takeTheirs()
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 9, document: { name: 'Theirs' } })
    store.getState().undo()
    expect(store.getState().document.name).toBe('Theirs')
  })

  it('says why the server refuses, and tries again with the next change', async () => {
    let refuse = true
    const { store, name } = open(async (_, base) => {
      if (refuse) throw new ApiError(400, 'invalid', 'The document is too large. Delete steps.')
      return answer(base + 1)
    })
    name('a')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({
      saving: 'refused',
      refusal: 'The document is too large. Delete steps.',
    })
    refuse = false
    name('ab')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState().saving).toBe('saved')
  })

  it('brings back kept work after a reload, as a conflict when others went on', async () => {
    const { name, autosave } = open(async () => {
      throw offlineError()
    })
    name('kept')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    autosave.stop()
    const same = createEditorStore(journey)
    restoreKept(same, '1')
    expect(same.getState().document.steps.done?.name).toBe('kept')
    expect(same.getState().saving).toBe('unsaved')
    const moved = createEditorStore({ ...journey, draft_revision: 4 })
    restoreKept(moved, '1')
    expect(moved.getState()).toMatchObject({ saving: 'conflict', theirs: { revision: 4 } })
  })
})
