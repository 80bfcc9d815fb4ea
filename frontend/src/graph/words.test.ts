import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Condition } from './conditions'
import { conditionWords } from './conditions'
import type { Config } from './document'
import { formatMessage } from './message'
import { say, speakWith } from './say'
import { speakIn } from './tongue'
import { durationWords, weekdayWords } from './words'

interface Fixture {
  message: string
  config: Config
  text: string
}

const file = join(import.meta.dirname, '../../../tests/fixtures/summaries.json')
const shared: Fixture[] = JSON.parse(readFileSync(file, 'utf8'))

describe('summaries', () => {
  it.each(shared)('say the same as the Python twin: $message', ({ message, config, text }) => {
    expect(formatMessage(message, config)).toBe(text)
  })

  it('read paths, choices, plurals and quotes', () => {
    const message =
      "It''s {a.b} '{x}' {n, plural, =0 {none} one {# case} other {# cases}} {s, select, x {X} other {O {a.b}}}"
    expect(formatMessage(message, { a: { b: 1 }, n: [1, 2], s: 'y' })).toBe("It's 1 {x} 2 cases O 1")
  })

  it('survives an unfinished message', () => {
    expect(formatMessage('Wait {duration', { duration: 'PT1H' })).toBe('Wait PT1H')
    expect(formatMessage('{a, select, x {', {})).toBe('')
  })
})

describe('words', () => {
  it.each([
    ['PT1H', '1 hour'],
    ['PT1H30M', '1 hour 30 minutes'],
    ['P90D', '90 days'],
    ['P1M', '1 month'],
    ['PT1M', '1 minute'],
    ['PT0S', 'no time'],
    ['nonsense', 'nonsense'],
  ])('say %s as %s', (duration, words) => expect(durationWords(duration)).toBe(words))

  it('say weekdays in runs', () => {
    expect(weekdayWords([1, 2, 3, 4, 5])).toBe('Mon-Fri')
    expect(weekdayWords([1, 3])).toBe('Mon, Wed')
    expect(weekdayWords([1, 2, 3, 4, 5, 6, 7])).toBe('every day')
  })

  it('say a condition', () => {
    const condition: Condition = {
      all: [
        { profile: 'city', type: 'text', op: 'is', value: 'Paris' },
        {
          any: [
            { event: 'total', op: 'gt', value: 50 },
            { not: { did: 'purchase', times: { op: 'at_least', n: 1 } } },
          ],
        },
      ],
    }
    expect(conditionWords(condition)).toBe(
      'city is Paris and (event total is more than 50 or not (did purchase at least once))',
    )
  })
})

describe('another language', () => {
  afterEach(() => {
    speakWith(null)
    speakIn('en')
  })

  it('has plurals and lists of its own', () => {
    speakIn('ru')
    const message = '{n, plural, one {# письмо} few {# письма} many {# писем} other {# письма}}'
    expect([1, 2, 5, 21].map((n) => formatMessage(message, { n }))).toEqual([
      '1 письмо',
      '2 письма',
      '5 писем',
      '21 письмо',
    ])
    speakIn('zh')
    expect(formatMessage('{cities}', { cities: ['巴黎', '罗马'] })).toBe('巴黎、罗马')
  })

  it('leaves no English word in what a card says', () => {
    speakWith((id, values) => `<${[id, ...Object.values(values ?? {})].join(' ')}>`)
    const condition: Condition = {
      all: [
        { profile: 'city', op: 'is', value: 'Riga' },
        { not: { did: 'purchase', times: { op: 'at_least', n: 2 }, within: 'P7D' } },
        { local_time: { from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5, 6, 7] } },
      ],
    }
    const bare = conditionWords(condition).replaceAll(/<[\w.]+|[<>()]/g, '')
    expect(bare.match(/[a-z_]+/gi)).toEqual(['city', 'Riga', 'purchase', 'at_least'])
  })

  it('finds every word that is asked for', () => {
    const asked = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
      .flatMap((name) => [
        ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/\bsay\('([\w.]+)'/g),
      ])
    const ids = asked.map(([, id]) => id ?? '')
    expect(ids.length).toBeGreaterThan(10)
    expect(ids.filter((id) => say(id) === id)).toEqual(['and', 'or'].filter((id) => ids.includes(id)))
  })
})
