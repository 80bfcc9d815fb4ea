/** Every text that the code names exists, and every message can be read by ICU. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import editor from './en.editor.json'
import app from './en.json'

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

const APP_PARTS = ['pages', 'shell', 'ui', 'api']
const sources = APP_PARTS.flatMap((part) =>
  readdirSync(join(SRC, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => join(SRC, part, name)),
)

describe('texts', () => {
  it('has every text that a page names', () => {
    const known = new Set(flat(app).map(([key]) => key))
    const missing = sources.flatMap((path) =>
      keysIn(readFileSync(path, 'utf8'))
        .filter((key) => !known.has(key))
        .map((key) => `${path.slice(SRC.length)}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['app', app],
    ['editor', editor],
  ])('has only readable messages in %s', (_name, texts) => {
    for (const [key, message] of flat(texts as Texts)) {
      expect(() => new IntlMessageFormat(message, 'en'), key).not.toThrow()
      expect(message, key).not.toContain('!')
    }
  })
})
