/** A duration as the form edits it: one number and one unit; what is not that simple is edited as words. */
export const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
export type Unit = (typeof UNITS)[number]

export interface Amount {
  amount: number
  unit: Unit
}

const LETTERS: Record<Unit, [prefix: string, letter: string]> = {
  seconds: ['PT', 'S'],
  minutes: ['PT', 'M'],
  hours: ['PT', 'H'],
  days: ['P', 'D'],
  weeks: ['P', 'W'],
  months: ['P', 'M'],
  years: ['P', 'Y'],
}

export function toIso({ amount, unit }: Amount): string {
  const [prefix, letter] = LETTERS[unit]
  return `${prefix}${amount}${letter}`
}

/** "PT1H" -> 1 hour; "PT1H30M" -> 90 minutes; "P1DT2H" -> null, for a day is not always 24 hours. */
export function toAmount(iso: string): Amount | null {
  for (const unit of UNITS) {
    const [prefix, letter] = LETTERS[unit]
    const match = new RegExp(`^${prefix}(\\d+)${letter}$`).exec(iso)
    if (match) return { amount: Number(match[1]), unit }
  }
  const time = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(iso)
  if (!time || iso === 'PT') return null
  const seconds = Number(time[1] ?? 0) * 3600 + Number(time[2] ?? 0) * 60 + Number(time[3] ?? 0)
  return seconds % 60 ? { amount: seconds, unit: 'seconds' } : { amount: seconds / 60, unit: 'minutes' }
}

const WORDS: [RegExp, Unit][] = [
  [/^(s|secs?|seconds?)$/, 'seconds'],
  [/^(m|mins?|minutes?)$/, 'minutes'],
  [/^(h|hrs?|hours?)$/, 'hours'],
  [/^(d|days?)$/, 'days'],
  [/^(w|weeks?)$/, 'weeks'],
  [/^(mo|months?)$/, 'months'],
  [/^(y|yrs?|years?)$/, 'years'],
]

/** "1 month 2 days", "1h 30m" -> ISO 8601; null when it cannot be read. */
export function fromWords(text: string): string | null {
  const pairs = [...text.toLowerCase().matchAll(/(\d+)\s*([a-z]+)/g)]
  const rest = text.toLowerCase().replace(/(\d+)\s*([a-z]+)/g, '')
  if (!pairs.length || /[^\s,]|\band\b/.test(rest.replaceAll('and', ''))) return null
  const amounts = new Map<Unit, number>()
  for (const [, number, word] of pairs) {
    const unit = WORDS.find(([pattern]) => pattern.test(word ?? ''))?.[1]
    if (!unit) return null
    amounts.set(unit, (amounts.get(unit) ?? 0) + Number(number))
  }
  const part = (units: Unit[]) =>
    units.map((unit) => (amounts.has(unit) ? `${amounts.get(unit)}${LETTERS[unit][1]}` : '')).join('')
  const time = part(['hours', 'minutes', 'seconds'])
  return `P${part(['years', 'months', 'weeks', 'days'])}${time ? `T${time}` : ''}`
}
