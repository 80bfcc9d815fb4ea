/** What Intl knows of a language: which plural a number takes, and how things are listed. English until it is told. */
let plurals = new Intl.PluralRules('en')
let list = new Intl.ListFormat('en', { style: 'narrow' })

export function speakIn(locale: string): void {
  plurals = new Intl.PluralRules(locale)
  list = new Intl.ListFormat(locale, { style: 'narrow' })
}

export const pluralOf = (n: number): string => plurals.select(n)

/** "a, b, c" as the language writes it. */
export const listed = (parts: string[]): string => list.format(parts)
