import { beforeEach, describe, expect, it, vi } from 'vitest'
import { abandonedCart } from '../graph/fixtures'
import { noHistory, record, undo } from '../graph/history'
import { describe as rename } from '../graph/operations'
import { keepHistory, recallHistory } from './keptHistory'

function renamed(times: number, length = 1) {
  let document = abandonedCart
  let history = noHistory
  for (let n = 0; n < times; n += 1) {
    const next = rename(document, 'done', { name: `${n}`.repeat(length) })
    history = record(history, document, next)
    document = next
  }
  return { document, history }
}

describe('history across a reload', () => {
  beforeEach(() => sessionStorage.clear())

  it('comes back for the same document, whatever the order of its keys, and is undone to the first', () => {
    const { document, history } = renamed(5)
    keepHistory('cart', document, history)
    const steps = Object.fromEntries(Object.entries(document.steps).reverse())
    const kept = recallHistory('cart', { ...document, steps })
    let now = { ...document }
    let past = { ...noHistory, past: kept?.past ?? [] }
    for (let step = undo(past, now); step; step = undo(past, now)) ({ value: now, history: past } = step)
    expect(now).toEqual(abandonedCart)
    expect(kept?.lost).toBe(0)
  })

  it('does not come back for another document or another journey', () => {
    const { document, history } = renamed(2)
    keepHistory('cart', document, history)
    expect(recallHistory('cart', abandonedCart)).toBeNull()
    expect(recallHistory('other', document)).toBeNull()
  })

  it('lets the oldest go where there is no room, and says how many', () => {
    const { document, history } = renamed(40, 500)
    keepHistory('cart', document, history, 2, 20_000)
    const kept = recallHistory('cart', document)
    expect(kept?.past.length).toBeGreaterThan(5)
    expect(kept?.past.at(-1)).toEqual(history.past.at(-1))
    expect(kept?.lost).toBe(2 + 40 - (kept?.past.length ?? 0))
  })

  it('takes less room in a browser that gives less, and none in one that gives none', () => {
    const { document, history } = renamed(3)
    const set = vi.spyOn(Storage.prototype, 'setItem')
    set.mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    keepHistory('cart', document, history)
    expect(recallHistory('cart', document)?.past).toHaveLength(3)
    set.mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    keepHistory('cart', document, history)
    expect(recallHistory('cart', document)).toBeNull()
  })

  it('survives a text that is no history', () => {
    sessionStorage.setItem('sojourn:history:cart', '{"print":')
    expect(recallHistory('cart', abandonedCart)).toBeNull()
  })
})
