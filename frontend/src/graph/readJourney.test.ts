import { describe, expect, it } from 'vitest'
import { LARGEST } from './clipboard'
import { fileText } from './file'
import { abandonedCart, kinds } from './fixtures'
import { readJourney, readPlace } from './readJourney'

const problem = (text: string) => {
  const read = readJourney(text, kinds, 'Mine')
  return 'problem' in read ? read.problem : null
}

describe('a text that is to be a journey', () => {
  it('is the same journey again', () => {
    const read = readJourney(fileText(abandonedCart), kinds, 'Mine')
    expect('document' in read && fileText(read.document)).toBe(fileText(abandonedCart))
  })

  it('is told what is the matter with it', () => {
    expect(problem('{"triggers": {},\n  "steps" }')).toMatchObject({ code: 'syntax', line: 2 })
    expect(problem('[1]')).toEqual({ code: 'not_steps' })
    expect(problem('{"sojourn": "steps", "triggers": {}, "steps": {}}')).toEqual({ code: 'not_steps' })
    expect(problem(JSON.stringify({ ...abandonedCart, format: 2 }))).toEqual({ code: 'newer_format' })
    expect(problem('{"triggers": {}, "steps": {"a": {"kind": "fly"}}}')).toEqual({
      code: 'unknown_kinds',
      kinds: ['fly'],
    })
    expect(problem('{"triggers": {"a": null}, "steps": {}}')).toEqual({ code: 'not_steps' })
    expect(problem(' '.repeat(LARGEST + 1))).toEqual({ code: 'too_large' })
  })

  it('takes one step in place of another', () => {
    const step = { ...abandonedCart.steps.first_reminder, name: 'Anew' }
    const read = readPlace(JSON.stringify(step), kinds, abandonedCart, 'first_reminder')
    expect('document' in read && read.document.steps.first_reminder?.name).toBe('Anew')
    expect(readPlace('{}', kinds, abandonedCart, 'first_reminder')).toEqual({ problem: { code: 'not_step' } })
  })
})
