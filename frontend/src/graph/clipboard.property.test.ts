/** Steps as text: what was copied comes back, and no text whatsoever does harm. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copy, fragmentOf, LARGEST, readClipboard } from './clipboard'
import { canonical } from './diff'
import { emptyDocument, type JourneyDocument } from './document'
import { abandonedCart, kinds } from './fixtures'
import { makeGroup } from './groups'
import { addNote } from './notes'
import { paste } from './paste'
import { edgesOf, groupsOf, notesOf, placesOf } from './read'
import { removeAll } from './removing'

const problemOf = (text: string) => {
  const reading = readClipboard(text, kinds)
  return 'problem' in reading ? reading.problem : null
}

const grouped = makeGroup(abandonedCart, ['wait_1h', 'first_reminder'], 'Reminders', 'blue').document
const { document: whole, id: noteId } = addNote(grouped, { x: 300, y: 0 }, 'Ask Bob')

function pasted(document: JourneyDocument, text: string) {
  const reading = readClipboard(text, kinds)
  if ('problem' in reading) throw new Error(reading.problem.code)
  return paste(document, reading.fragment, { x: 1000, y: 0 })
}

describe('copy and paste', () => {
  it('brings all of it to another journey, with its ids, edges, group and note', () => {
    const ids = [...placesOf(whole), noteId]
    const { document } = pasted(emptyDocument('Other'), copy(whole, ids))
    expect(canonical(document.steps)).toBe(canonical(whole.steps))
    expect(Object.keys(document.triggers)).toEqual(['cart'])
    expect(Object.values(groupsOf(document))).toEqual(Object.values(groupsOf(whole)))
    expect(notesOf(document)[noteId]?.text).toBe('Ask Bob')
    expect(document.layout.first_reminder).toEqual({ x: 1000, y: 400 })
  })

  it('twice into the same journey makes new ids and leads the copies to each other', () => {
    const text = copy(whole, ['wait_1h', 'first_reminder'])
    const { document, ids } = pasted(pasted(whole, text).document, text)
    expect(ids).toEqual(['first_reminder_3', 'wait_1h_3'])
    expect(document.steps.wait_1h_3?.next).toEqual({ timeout: 'first_reminder_3' })
    expect(Object.keys(groupsOf(document))).toHaveLength(3)
  })

  it('leaves out a group that is not whole', () => {
    expect(fragmentOf(whole, ['wait_1h']).canvas).toBeUndefined()
  })

  it('of a group takes what stands in it', () => {
    const id = Object.keys(groupsOf(whole))[0] ?? ''
    expect(Object.keys(fragmentOf(whole, [id]).steps)).toEqual(['wait_1h', 'first_reminder'])
  })

  it('gives what was cut its ids back', () => {
    const text = copy(whole, ['done'])
    const { ids } = pasted(removeAll(whole, kinds, ['done']), text)
    expect(ids).toEqual(['done'])
  })

  it('takes a whole journey document', () => {
    expect(pasted(emptyDocument('Other'), JSON.stringify(whole)).ids).toHaveLength(5)
  })
})

describe('a text that is not usable', () => {
  it.each([
    ['Hello', 'not_json'],
    ['', 'not_json'],
    ['42', 'not_steps'],
    ['null', 'not_steps'],
    ['[]', 'not_steps'],
    ['{}', 'not_steps'],
    ['{"steps": []}', 'not_steps'],
    ['{"sojourn": "people", "steps": {"a": {"kind": "wait"}}}', 'not_steps'],
    ['{"format": 2, "steps": {"a": {"kind": "wait"}}}', 'newer_format'],
    ['{"format": "1", "steps": {"a": {"kind": "wait"}}}', 'not_steps'],
    [`{"steps": ${'{"a":'.repeat(90)}1${'}'.repeat(90)}}`, 'not_steps'],
    [' '.repeat(LARGEST + 1), 'too_large'],
  ])('is told apart, case %#', (text, code) => expect(problemOf(text)?.code).toBe(code))

  it('names the kinds that are not known here', () => {
    const text = '{"steps": {"a": {"kind": "teleport"}, "b": {"kind": "wait"}, "c": {}}}'
    expect(problemOf(text)).toEqual({ code: 'unknown_kinds', kinds: ['', 'teleport'] })
  })
})

describe('any text at all', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'wait',
      '__proto__',
      'constructor',
      'a',
      'kind',
      'next',
      'out',
      'x',
      'y',
      'config',
      'canvas',
    ),
    fc.constantFrom('groups', 'notes', 'members', 'text', 'title', 'colour', 'version', 'cases', 'id'),
    fc.string({ maxLength: 4 }),
  )
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('wait', 'exit', 'event', 'a', 'constructor', '__proto__', 1e308, -1, Number.NaN, 7),
      fc.jsonValue({ maxDepth: 2 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
    ),
  })).value
  const place = fc.record({
    kind: fc.constantFrom('wait', 'exit'),
    next: anything,
    config: anything,
    name: anything,
  })
  const places = fc
    .array(fc.tuple(key, place), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries))
  const near = fc.record({ steps: fc.oneof(places, anything), layout: anything, canvas: anything })

  it('never throws, and never brings a double id or an edge to nowhere', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          anything.map((value) => JSON.stringify(value) ?? ''),
          near.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const reading = readClipboard(text, kinds)
          if ('problem' in reading) return
          const { document, ids } = paste(whole, reading.fragment, { x: 0, y: 0 })
          expect(new Set(ids).size).toBe(ids.length)
          expect(placesOf(document)).toEqual([...new Set(placesOf(document))])
          expect(Object.keys(document.layout).sort()).toEqual(placesOf(document).sort())
          for (const edge of edgesOf(document)) expect(Object.keys(document.steps)).toContain(edge.target)
          const spots = [...Object.values(document.layout), ...Object.values(notesOf(document))]
          expect(spots.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
          expect(Object.keys(whole.steps).every((id) => document.steps[id] === whole.steps[id])).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
