import { describe, expect, it } from 'vitest'
import { placeAt } from './place'

/** The cursor is at the bar. */
const at = (text: string) => {
  const cursor = text.indexOf('¦')
  return placeAt(text.replace('¦', ''), cursor)
}

describe('the place of the cursor in a template', () => {
  it.each([
    ['Hello ¦', null],
    ['{{ ¦', { kind: 'variable', from: 3, path: [] }],
    ['{{ cust¦', { kind: 'variable', from: 3, path: [] }],
    ['{{ customer.¦ }}', { kind: 'variable', from: 12, path: ['customer'] }],
    ['{{ customer.fi¦ }}', { kind: 'variable', from: 12, path: ['customer'] }],
    ['{{ entry.total | ¦', { kind: 'filter', from: 17 }],
    ['{{ entry.total | mo¦ }}', { kind: 'filter', from: 17 }],
    ['{{ entry.total | money: "EUR" | up¦', { kind: 'filter', from: 32 }],
    ['{% ¦', { kind: 'tag', from: 3 }],
    ['{%- el¦', { kind: 'tag', from: 4 }],
    ['{% if cust¦', { kind: 'variable', from: 6, path: [] }],
    ['{% for item in entry.it¦', { kind: 'variable', from: 21, path: ['entry'] }],
    ['{{ customer.name }} and ¦', null],
    ['{{ "a string ¦', null],
    ['{{ x | default: "it" ¦', { kind: 'variable', from: 21, path: [] }],
  ])('%s', (text, place) => expect(at(text)).toEqual(place))
})
