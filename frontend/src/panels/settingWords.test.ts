import { describe, expect, it } from 'vitest'
import i18next from '../i18n'
import { excerpts, settingWords } from './settingWords'

const t = i18next.getFixedT('en', 'versions')

describe('settings in words', () => {
  it.each([
    ['PT2H', { 'x-widget': 'duration' }, '2 hours'],
    ['', {}, 'not set'],
    [false, {}, 'no'],
    ['marketing', { 'x-labels': { marketing: 'Marketing' } }, 'Marketing'],
    [[1, 2, 3], { 'x-widget': 'weekdays' }, 'Mon-Wed'],
    [[{ from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] }], {}, 'Mon-Fri 09:00-18:00'],
    [{ profile: 'city', op: 'is', value: 'Oslo' }, { 'x-widget': 'condition' }, 'city is Oslo'],
    [{ id: 'bought', name: 'Bought' }, {}, 'Bought'],
  ])('%j', (value, schema, words) => {
    expect(settingWords(value, schema, t)).toBe(words)
  })

  it('shows of long texts only where they differ', () => {
    const text = `${'Hello and welcome. '.repeat(20)}Buy now.${' Bye.'.repeat(20)}`
    const [before, after] = excerpts(text, text.replace('Buy now', 'Look here'))
    expect(before).toContain('Buy now')
    expect(after).toContain('Look here')
    expect(before.length).toBeLessThan(80)
  })
})
