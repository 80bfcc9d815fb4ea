import { describe, expect, it } from 'vitest'
import { smsSize } from './smsParts'

describe('the size of an SMS', () => {
  it.each([
    ['', 'GSM-7', 0, 1],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['Price: 10 €', 'GSM-7', 12, 1],
    ['Zażółć', 'UCS-2', 6, 1],
    ['я'.repeat(70), 'UCS-2', 70, 1],
    ['я'.repeat(71), 'UCS-2', 71, 2],
    ['я'.repeat(135), 'UCS-2', 135, 3],
    ['👍', 'UCS-2', 2, 1],
  ])('%.20s…', (text, encoding, units, parts) =>
    expect(smsSize(text)).toMatchObject({ encoding, units, parts }),
  )

  it('does not cut a character of two places at the end of a part', () => {
    expect(smsSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`).parts).toBe(3)
    expect(smsSize(`${'я'.repeat(66)}👍${'я'.repeat(66)}`).parts).toBe(3)
  })

  it('names what makes it longer', () => expect(smsSize('Привет, 5 €').strange).toContain('П'))
})
