/** Every text that the code names exists, and every message can be read by ICU. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { english } from './english'

type Texts = { [key: string]: string | Texts }
const SRC = join(import.meta.dirname, '..')

function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )
}

/** t('a.b'), and both sides of t(x ? 'a.b' : 'c.d'); keys made of parts are not seen. */
function keysIn(source: string): string[] {
  const calls = [...source.matchAll(/\bt\(((?:[^()`]|\([^()]*\))*?)\)/g)].map((call) => call[1] ?? '')
  return calls.flatMap((call) =>
    [...call.replace(/,\s*\{.*/s, '').matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)].map((key) => key[1] ?? ''),
  )
}

/** The namespaces that a file asks for, or is handed a function for; the default one is the app's. */
function namespacesOf(source: string): (keyof typeof english)[] {
  const asked = [...source.matchAll(/useTranslation\((?:'(\w+)'|\[([^\]]*)\])?\)/g)].flatMap((call) =>
    call[2] ? [...call[2].matchAll(/'(\w+)'/g)].map((name) => name[1]) : [call[1] ?? 'app'],
  )
  asked.push(...[...source.matchAll(/TFunction<'(\w+)'>/g)].map((type) => type[1] ?? 'app'))
  return (asked.length > 0 ? asked : ['app']) as (keyof typeof english)[]
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => join(SRC, name))

describe('texts', () => {
  it('has every text that a page names', () => {
    const missing = sources.flatMap((path) => {
      const source = readFileSync(path, 'utf8')
      const known = new Set(
        namespacesOf(source)
          .flatMap((name) => flat(english[name]))
          .map(([key]) => key),
      )
      return keysIn(source)
        .filter((key) => !known.has(key))
        .map((key) => `${path.slice(SRC.length)}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  it.each(Object.entries(english))('has only readable messages in %s', (_name, texts) => {
    for (const [key, message] of flat(texts as Texts)) {
      expect(() => new IntlMessageFormat(message, 'en'), key).not.toThrow()
      expect(message, key).not.toContain('!')
    }
  })
})
