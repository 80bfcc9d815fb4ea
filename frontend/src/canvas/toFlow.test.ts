import { describe, expect, it } from 'vitest'
import { abandonedCart, kinds } from '../graph/fixtures'
import { updateConfig } from '../graph/operations'
import { toEdges, toNodes } from './toFlow'

describe('the drawing', () => {
  it('draws again only the cards that changed', () => {
    const before = toNodes(abandonedCart, kinds, new Set(), new Map())
    const changed = updateConfig(abandonedCart, kinds, 'done', { reason: 'other' })
    const after = toNodes(changed, kinds, new Set(), new Map(before.map((node) => [node.id, node])))
    const again = after.filter((node) => !before.includes(node)).map((node) => node.id)
    expect(again).toEqual(['done'])
  })

  it('draws no edge to a step that is not there', () => {
    const { done: _, ...steps } = abandonedCart.steps
    const ids = toEdges({ ...abandonedCart, steps }, kinds, null).map((edge) => edge.id)
    expect(ids).toEqual(['cart:out', 'wait_1h:timeout'])
  })
})
