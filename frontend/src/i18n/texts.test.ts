/** Every text that the code names exists, every message can be read by ICU, and every language says it all. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { english } from './english'
import { LANGUAGES } from './languages'

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

type Element = ReturnType<IntlMessageFormat['getAst']>[number]
type Plural = Extract<Element, { pluralType?: string }>

const isPlural = (element: Element): element is Plural => 'pluralType' in element

/** All parts of a message, also those inside a plural, a select or a tag. */
function partsOf(elements: Element[]): Element[] {
  return elements.flatMap((element) => [
    element,
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => partsOf(value)) : []),
    ...('children' in element ? partsOf(element.children) : []),
  ])
}

const read = (message: string, locale: string) => partsOf(new IntlMessageFormat(message, locale).getAst())

/** The names of the values that a message takes; 0 is plain text and 7 the # of a plural. */
const valuesOf = (parts: Element[]) =>
  [...new Set(parts.flatMap((part) => (part.type === 0 || part.type === 7 ? [] : [part.value])))].sort()

/** A plural without one of the language's forms would say the wrong one, and without a word about it. */
function missingForms(parts: Element[], locale: string): string[] {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
  return parts.filter(isPlural).flatMap(({ options }) => {
    const named = Object.keys(options).filter((name) => !name.startsWith('='))
    return named.length === 1 ? [] : forms.filter((form) => !named.includes(form))
  })
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

describe.each(LANGUAGES.filter(({ value }) => value !== 'en'))(
  'texts in $label',
  ({ value, locale, load }) => {
    const names = Object.keys(english) as (keyof typeof english)[]

    it.each(names)('says all of %s', async (name) => {
      const loaded = (await load?.())?.default as Record<string, Texts>
      const said = new Map(flat(loaded[name] ?? {}))
      const originals = flat(english[name] as Texts)
      expect([...said.keys()].sort()).toEqual(originals.map(([key]) => key).sort())
      for (const [key, original] of originals) {
        const text = said.get(key) ?? ''
        const where = `${value}/${name}.json, ${key}: ${text}`
        expect(() => read(text, locale), where).not.toThrow()
        expect(valuesOf(read(text, locale)), where).toEqual(valuesOf(read(original, 'en')))
        expect(missingForms(read(text, locale), locale), where).toEqual([])
        expect(text, where).not.toMatch(/[!！]/)
      }
    })
  },
)
