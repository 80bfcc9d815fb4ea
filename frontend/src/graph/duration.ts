/** Durations as people write them; what is stored is ISO 8601. */
export const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const
export type Unit = (typeof UNITS)[number]

const LETTERS: Record<Unit, string> = {
  years: 'Y',
  months: 'M',
  weeks: 'W',
  days: 'D',
  hours: 'H',
  minutes: 'M',
  seconds: 'S',
}
/** Units of fixed length that a fraction can be carried into: half an hour, but not half a month. */
const FINER: Partial<Record<Unit, [unit: Unit, size: number]>> = {
  weeks: ['days', 7],
  hours: ['minutes', 60],
  minutes: ['seconds', 60],
}

/** How each unit may be written; another language gives its own words besides. */
export type UnitWords = Record<Unit, string[]>
const ENGLISH: UnitWords = {
  years: ['y', 'yr', 'yrs', 'year', 'years'],
  months: ['mo', 'mos', 'month', 'months'],
  weeks: ['w', 'wk', 'wks', 'week', 'weeks'],
  days: ['d', 'day', 'days'],
  hours: ['h', 'hr', 'hrs', 'hour', 'hours'],
  minutes: ['m', 'min', 'mins', 'minute', 'minutes'],
  seconds: ['s', 'sec', 'secs', 'second', 'seconds'],
}
const PAIR = /(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?/gu
const BETWEEN = /^(?:[\s,;+&]|\band\b)*$/i

function unitOf(word: string, own: Partial<UnitWords>): Unit | undefined {
  return UNITS.find((unit) => own[unit]?.includes(word)) ?? UNITS.find((unit) => ENGLISH[unit].includes(word))
}

/** "1 month 2 days", "1h30m", "1.5 hours" or ISO itself -> ISO 8601; null when it cannot be read. */
export function fromWords(text: string, own: Partial<UnitWords> = {}): string | null {
  const plain = text.trim().toLowerCase()
  const iso = plain.toUpperCase()
  if (/^P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(iso)) return iso
  const pairs = [...plain.matchAll(PAIR)]
  if (pairs.length === 0 || !BETWEEN.test(plain.replace(PAIR, ' '))) return null
  const amounts = new Map<Unit, number>()
  for (const [, number = '', word = ''] of pairs) {
    const unit = unitOf(word, own)
    if (!unit || !addAmount(amounts, unit, Number(number.replace(',', '.')))) return null
  }
  return written(amounts)
}

function addAmount(amounts: Map<Unit, number>, unit: Unit, amount: number): boolean {
  const whole = Math.floor(amount)
  const rest = amount - whole
  amounts.set(unit, (amounts.get(unit) ?? 0) + whole)
  if (rest < 1e-9) return true
  const finer = FINER[unit]
  if (!finer) return false
  const [smaller, size] = finer
  return addAmount(amounts, smaller, Math.round(rest * size * 1e6) / 1e6)
}

function written(amounts: Map<Unit, number>): string {
  const kept = amounts.size > 1 ? new Map([...amounts].filter(([, amount]) => amount > 0)) : amounts
  const part = (units: readonly Unit[]) =>
    units.map((unit) => (kept.has(unit) ? `${kept.get(unit)}${LETTERS[unit]}` : '')).join('')
  const date = part(UNITS.slice(0, 4))
  const time = part(UNITS.slice(4))
  return `P${date}${time ? `T${time}` : ''}` === 'P' ? 'PT0S' : `P${date}${time ? `T${time}` : ''}`
}

const OFFERED: Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months']
const FIRST = ['PT30M', 'PT1H', 'P1D', 'P3D', 'P1W', 'P1M']

/** What a person may be about to write, as ISO: "2" -> 2 minutes, 2 hours, 2 days, ... */
export function offersFor(text: string, own: Partial<UnitWords> = {}): string[] {
  const plain = text.trim().toLowerCase()
  if (!plain) return FIRST
  const match = /^(\d{1,5})\s*(\p{L}*)$/u.exec(plain)
  if (!match) return []
  const [, number = '', begun = ''] = match
  const fits = (unit: Unit) =>
    begun === '' || [...(own[unit] ?? []), ...ENGLISH[unit]].some((word) => word.startsWith(begun))
  return OFFERED.filter(fits).map((unit) => written(new Map([[unit, Number(number)]])))
}

/** "P1DT2H" -> 1 days, 2 hours; nothing for what is no duration. */
export function amountsOf(iso: string): [unit: Unit, amount: number][] {
  const [, date = '', time = ''] = /^P([^T]*)(?:T(.*))?$/.exec(iso) ?? []
  const read = (text: string, units: readonly Unit[]) =>
    units.flatMap((unit): [Unit, number][] => {
      const amount = new RegExp(`(\\d+)${LETTERS[unit]}`).exec(text)?.[1]
      return amount === undefined ? [] : [[unit, Number(amount)]]
    })
  return [...read(date, UNITS.slice(0, 4)), ...read(time, UNITS.slice(4))]
}
