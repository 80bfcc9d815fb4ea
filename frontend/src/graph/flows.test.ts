import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDocument, type JourneyDocument } from './document'
import { edgeWidth, flowsOf, mainWay, shareOf, THINNEST, WIDEST } from './flows'

const document: JourneyDocument = {
  ...emptyDocument('Cart'),
  triggers: { cart: { kind: 'event', config: {}, next: 'hold' } },
  steps: {
    hold: { kind: 'wait_for', config: {}, next: { bought: 'thank', timeout: 'mail' } },
    mail: { kind: 'send_message', config: {}, next: { out: 'hold' } },
    thank: { kind: 'send_message', config: {}, next: {} },
  },
}
const counts = {
  cart: { entered: 100, left: 100, ports: { out: 100 } },
  hold: { entered: 100, left: 90, ports: { bought: 30, timeout: 50, $exit: 10 } },
  mail: { entered: 50, left: 50, ports: { out: 50 } },
}

describe('width of edges', () => {
  it('is thin for nobody and widest for the most', () => {
    expect(edgeWidth(0, 10)).toBe(THINNEST)
    expect(edgeWidth(0, 0)).toBe(THINNEST)
    expect(edgeWidth(10, 10)).toBe(WIDEST)
    expect(edgeWidth(20, 10)).toBe(WIDEST)
  })

  it('grows with the number and stays between its bounds', () => {
    const number = fc.nat(1_000_000)
    fc.assert(
      fc.property(number, number, number, (a, b, most) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)]
        expect(edgeWidth(few, most)).toBeLessThanOrEqual(edgeWidth(many, most))
        expect(edgeWidth(many, most)).toBeGreaterThanOrEqual(THINNEST)
        expect(edgeWidth(many, most)).toBeLessThanOrEqual(WIDEST)
      }),
    )
  })
})

describe('flows', () => {
  it('tells how many took each edge, and their share of those who left', () => {
    const flows = flowsOf(document, counts)
    expect(flows.get('hold:bought')).toMatchObject({ count: 30, share: 30 / 90 })
    expect(flows.get('hold:timeout')).toMatchObject({ count: 50, share: 50 / 90 })
    expect(flows.get('cart:out')).toMatchObject({ count: 100, share: 1, width: WIDEST })
    expect(flows.get('mail:out')?.width).toBeLessThan(WIDEST)
  })

  it('has every edge also where nothing was counted', () => {
    expect([...flowsOf(document, {}).values()].map((flow) => flow.width)).toEqual(Array(4).fill(THINNEST))
    expect(shareOf(0, 0)).toBe(0)
  })
})

describe('the main way', () => {
  it('follows the port that most took, and stops where it comes round', () => {
    expect(mainWay(document, counts)).toEqual([
      { id: 'cart', entered: 100, share: 1, lost: 0 },
      { id: 'hold', entered: 100, share: 1, lost: 0 },
      { id: 'mail', entered: 50, share: 0.5, lost: 50 },
    ])
  })

  it('is empty without a trigger', () => {
    expect(mainWay(emptyDocument('x'), {})).toEqual([])
  })
})
