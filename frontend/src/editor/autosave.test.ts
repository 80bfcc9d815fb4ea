import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, offlineError } from '../api/errors'
import type { JourneyDocument } from '../graph/document'
import { abandonedCart } from '../graph/fixtures'
import { describe as rename } from '../graph/operations'
import type { Journey, Saved } from './api'
import { AWAY_MS, KEEP_MS, type Loaded, PAUSE_MS, restoreKept, startAutosave } from './autosave'
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

/** What Bob did to the same step, and to another one. */
const same = rename(abandonedCart, 'done', { name: 'Theirs' })
const other = rename(abandonedCart, 'wait_1h', { name: 'Theirs' })
const refused = (status: number, code = 'refused') => new ApiError(status, code, 'Said by the server.')

function open(save: (document: JourneyDocument, base: number) => Promise<Saved>, theirs = same) {
  const store = createEditorStore(journey)
  const load = vi.fn(async (): Promise<Loaded> => ({ draft: theirs, draft_revision: 9 }))
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
  sessionStorage.clear()
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
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 9, document: same })
    store.getState().undo()
    expect(store.getState().document).toBe(same)
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

  it('brings back kept work after a reload, joined with what others did elsewhere', async () => {
    const { name, autosave } = open(async () => {
      throw offlineError()
    })
    name('kept')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    autosave.stop()
    const unchanged = createEditorStore(journey)
    restoreKept(unchanged, '1')
    expect(unchanged.getState().document.steps.done?.name).toBe('kept')
    expect(unchanged.getState().saving).toBe('unsaved')
    const joined = createEditorStore({ ...journey, draft: other, draft_revision: 4 })
    restoreKept(joined, '1')
    expect(joined.getState().saving).toBe('unsaved')
    expect(joined.getState().document.steps).toMatchObject({
      done: { name: 'kept' },
      wait_1h: { name: 'Theirs' },
    })
    const moved = createEditorStore({ ...journey, draft: same, draft_revision: 4 })
    restoreKept(moved, '1')
    expect(moved.getState()).toMatchObject({
      saving: 'conflict',
      theirs: { revision: 4, base: abandonedCart },
    })
  })

  it('leaves the kept work of another tab alone', async () => {
    const first = open(async () => {
      throw offlineError()
    })
    first.name('kept')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    sessionStorage.clear()
    const second = open(async (_, base) => answer(base + 1))
    second.name('saved')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(second.store.getState().saving).toBe('saved')
    expect(recall('1')?.document.steps.done?.name).toBe('kept')
  })

  it('says when the browser cannot keep anything', async () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const { store, name } = open(async () => {
      throw offlineError()
    })
    name('a')
    await vi.advanceTimersByTimeAsync(KEEP_MS)
    expect(store.getState().unkept).toBe(true)
    full.mockRestore()
    name('ab')
    await vi.advanceTimersByTimeAsync(KEEP_MS)
    expect(store.getState().unkept).toBe(false)
  })
})

describe('what somebody else saved', () => {
  const saves = async (_: JourneyDocument, base: number) => answer(base + 1)

  it('is followed at once when nothing is unsaved; the selection and what is mine to undo stay', async () => {
    const { store, autosave, name } = open(saves, rename(other, 'done', { name: 'mine' }))
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    store.getState().select(['done'])
    autosave.heard(9, 'Bob')
    await vi.advanceTimersByTimeAsync(10)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 9, selected: ['done'] })
    expect(store.getState().document.steps.wait_1h?.name).toBe('Theirs')
    expect(store.getState().news).toMatchObject({ by: 'Bob', joined: false, forgotten: 0 })
    store.getState().undo()
    expect(store.getState().document.steps.done?.name).toBeUndefined()
    expect(store.getState().document.steps.wait_1h?.name).toBe('Theirs')
  })

  it('takes away the undo of what it touches, says so, and sets my version aside', async () => {
    const { store, autosave, name } = open(saves, same)
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    autosave.heard(9, 'Bob')
    await vi.advanceTimersByTimeAsync(10)
    expect(store.getState().news?.forgotten).toBe(1)
    expect(store.getState().history.past).toEqual([])
    expect(store.getState().asides[0]?.document.steps.done?.name).toBe('mine')
  })

  it('is joined with my unsaved changes where they touch other places, and both are sent', async () => {
    let conflict = true
    const { store, transport, name } = open(async (_, base) => {
      if (conflict) throw new ApiError(409, 'conflict', 'Someone else saved.')
      return answer(base + 1)
    }, other)
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    conflict = false
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 10, theirs: null })
    expect(transport.save.mock.calls[1]?.[0].steps).toMatchObject({
      done: { name: 'mine' },
      wait_1h: { name: 'Theirs' },
    })
    expect(store.getState().news?.joined).toBe(true)
  })

  it('is my own save when its echo comes first', async () => {
    let answered = () => {}
    const { store, transport, autosave, name } = open(
      (_, base) =>
        new Promise((resolve) => {
          answered = () => resolve(answer(base + 1))
        }),
    )
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    autosave.heard(4, 'Alice')
    answered()
    await vi.advanceTimersByTimeAsync(5000)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 4, news: null })
    expect(transport.load).not.toHaveBeenCalled()
  })

  it('is asked about with unsaved changes at the same place; what loses is set aside', async () => {
    const { store, autosave, name } = open(saves)
    name('mine')
    autosave.heard(9, 'Bob')
    await vi.advanceTimersByTimeAsync(10)
    expect(store.getState()).toMatchObject({ saving: 'conflict', theirs: { by: 'Bob', base: abandonedCart } })
    store.getState().keepMine()
    expect(store.getState().asides[0]).toMatchObject({ whose: 'theirs', by: 'Bob', document: same })
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'saved', revision: 10 })
    autosave.heard(12, 'Bob')
    name('mine again')
    await vi.advanceTimersByTimeAsync(10)
    const again = createEditorStore(journey)
    expect(again.getState().asides).toHaveLength(1)
  })
})

describe('what stops the saving keeps the work', () => {
  it.each([
    ['signedOut', refused(401, 'unauthenticated')],
    ['deleted', refused(404, 'not_found')],
    ['role', refused(403, 'forbidden')],
  ] as const)('%s', async (reason, error) => {
    let fails = true
    const { store, transport, name } = open(async (_, base) => {
      if (fails) throw error
      return answer(base + 10)
    }, abandonedCart)
    transport.load.mockResolvedValue({ draft: abandonedCart, draft_revision: 3 })
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'stopped', stopped: reason })
    name('mine too')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(transport.save).toHaveBeenCalledOnce()
    expect(recall('1')?.document.steps.done?.name).toBe('mine too')
    fails = false
    store.getState().resume()
    await vi.advanceTimersByTimeAsync(2 * PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'saved', stopped: null })
    expect(transport.save.mock.calls[1]?.[0].steps.done?.name).toBe('mine too')
  })

  it('archived', async () => {
    const { store, transport, name } = open(async () => {
      throw new ApiError(409, 'conflict', 'This journey is archived.')
    })
    transport.load.mockResolvedValue({
      draft: abandonedCart,
      draft_revision: 3,
      state: 'archived',
      live: null,
    })
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState()).toMatchObject({ saving: 'stopped', stopped: 'archived', state: 'archived' })
    expect(recall('1')?.document.steps.done?.name).toBe('mine')
  })

  it('a server that is busy is asked again later', async () => {
    let fails = true
    const { store, name } = open(async (_, base) => {
      if (fails) throw refused(503)
      return answer(base + 1)
    })
    name('mine')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(store.getState().saving).toBe('kept')
    fails = false
    await vi.advanceTimersByTimeAsync(AWAY_MS)
    expect(store.getState().saving).toBe('saved')
  })
})
