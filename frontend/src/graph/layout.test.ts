import { describe, expect, it } from 'vitest'
import { localProblems } from './checks'
import { abandonedCart, kind, kinds } from './fixtures'
import { CARD_HEIGHT, tidy } from './layout'
import { addStep, move } from './operations'

describe('tidy', () => {
  it('puts every step below what leads to it', async () => {
    const positions = await tidy(abandonedCart, kinds)
    const document = move(abandonedCart, positions)
    const y = (id: string) => document.layout[id]?.y ?? Number.NaN
    expect(y('wait_1h')).toBeGreaterThanOrEqual(y('cart') + CARD_HEIGHT)
    expect(y('first_reminder')).toBeGreaterThanOrEqual(y('wait_1h') + CARD_HEIGHT)
    expect(y('done')).toBeGreaterThanOrEqual(y('first_reminder') + CARD_HEIGHT)
  })
})

describe('local checks', () => {
  it('find nothing wrong with a whole journey', () => {
    expect(localProblems(abandonedCart, kinds)).toEqual([])
  })

  it('find what no customer reaches and what is missing', () => {
    const { document } = addStep(abandonedCart, kind('send_message'), { x: 0, y: 0 })
    const codes = localProblems(document, kinds).map((problem) => problem.code)
    expect(codes).toEqual(['unreachable', 'missing'])
  })

  it('find edges to nowhere and from ports that are gone', () => {
    const broken = structuredClone(abandonedCart)
    broken.steps.first_reminder = {
      kind: 'send_message',
      config: { subject: 'x' },
      next: { out: 'nowhere', gone: 'done' },
    }
    expect(localProblems(broken, kinds).map((problem) => problem.code)).toEqual([
      'missing_target',
      'dead_port',
    ])
  })
})
