import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDocument, type JourneyDocument } from './document'
import { abandonedCart, kinds } from './fixtures'
import { type OutlineRow, outlineOf, parentOf, placings } from './outline'

const said = (row: OutlineRow) =>
  '  '.repeat(row.depth) +
  (row.row === 'place'
    ? `${row.number ?? '-'} ${row.id}`
    : `  ${row.port.name}: ${row.leads}${row.target && row.leads !== 'below' ? ` ${row.target}` : ''}`)

const branch = (next: Record<string, string>) => ({
  kind: 'branch',
  config: { cases: [{ id: 'a' }, { id: 'b' }] },
  next,
})
const wait = (out?: string) => ({
  kind: 'wait',
  config: { duration: 'PT1H' },
  next: out ? { out } : ({} as Record<string, string>),
})
const of = (steps: JourneyDocument['steps'], first: string | null): JourneyDocument => ({
  ...emptyDocument('Made'),
  triggers: { go: { kind: 'event', config: {}, next: first } },
  steps,
})

describe('the outline', () => {
  it('lists a branch under its ports and a step where ways join behind them', () => {
    const outline = outlineOf(abandonedCart, kinds)
    expect(outline.triggers.map(said)).toEqual(['- cart'])
    expect(outline.steps.map(said)).toEqual([
      '1 wait_1h',
      '  bought: on done',
      '  timeout: below',
      '  2 first_reminder',
      '    out: on done',
      '3 done',
    ])
    expect(outline.unreached).toEqual([])
  })

  it('says a way back, an end, and what does not exist', () => {
    const steps = { w: wait('b'), b: branch({ a: 'w', b: 'gone' }) }
    expect(outlineOf(of(steps, 'w'), kinds).steps.map(said)).toEqual([
      '1 w',
      '2 b',
      '  a: back w',
      '  b: missing gone',
      '  else: ends',
    ])
  })

  it('keeps what no trigger leads to in a section of its own', () => {
    const steps = { w: wait(), lone: wait('two'), two: wait('lone'), head: wait('w') }
    const outline = outlineOf(of(steps, 'w'), kinds)
    expect(outline.steps.map(said)).toEqual(['1 w', '  out: ends'])
    expect(outline.unreached.map(said)).toEqual([
      '2 head',
      '  out: on w',
      '3 lone',
      '4 two',
      '  out: back lone',
    ])
  })

  it('shows a port that is not drawn when it is the selected one', () => {
    const steps = {
      mail: { kind: 'send_message', config: { channel: 'email' }, next: { out: 'end' } },
      end: { kind: 'exit', config: {}, next: {} },
    }
    const shown = { source: 'mail', port: 'failed' }
    expect(outlineOf(of(steps, 'mail'), kinds, shown).steps.map(said)).toEqual([
      '1 mail',
      '  out: below',
      '  2 end',
      '  failed: ends',
    ])
  })

  it('lists every place once, whatever the drawing', () => {
    const graph = fc
      .integer({ min: 1, max: 14 })
      .chain((size) =>
        fc.tuple(
          fc.integer({ min: 0, max: size - 1 }),
          fc.array(fc.tuple(fc.nat(size), fc.nat(size), fc.nat(size)), { minLength: size, maxLength: size }),
        ),
      )
    fc.assert(
      fc.property(graph, ([first, targets]) => {
        const name = (at: number) => `s${at}`
        const steps = Object.fromEntries(
          targets.map((ports, at) => {
            const next = ['a', 'b', 'else'].flatMap((port, nth) => {
              const target = ports[nth] ?? 0
              return target < targets.length && target !== at ? [[port, name(target)]] : []
            })
            return [name(at), branch(Object.fromEntries(next))]
          }),
        )
        const { steps: reached, unreached } = outlineOf(of(steps, name(first)), kinds)
        const rows = [...reached, ...unreached]
        const places = rows.filter((row) => row.row === 'place').map((row) => row.id)
        expect(places.toSorted()).toEqual(Object.keys(steps).toSorted())
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
        for (const row of rows.filter((each) => each.row === 'port' && each.leads === 'below')) {
          const below = rows[rows.indexOf(row) + 1]
          expect(below?.id).toBe(row.row === 'port' ? row.target : '')
        }
        const stands = placings(reached)
        reached.forEach((_, at) => {
          const parent = parentOf(reached, at)
          if (parent >= 0) expect(stands[parent]?.level).toBe((stands[at]?.level ?? 0) - 1)
        })
      }),
    )
  })

  it('lists 2000 steps in a row', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [`s${at}`, wait(at < 1999 ? `s${at + 1}` : undefined)]),
    )
    const began = performance.now()
    expect(outlineOf(of(steps, 's0'), kinds).steps).toHaveLength(2001)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
