import { LOCALE } from '../i18n/languages'

const whole = new Intl.NumberFormat(LOCALE)
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 })

/** Exact up to 99,999; then 100K, 1.2M. */
export const count = (n: number | null | undefined): string =>
  n === null || n === undefined ? '–' : n < 100_000 ? whole.format(n) : short.format(n)

const amountOf = (unit: 'second' | 'minute' | 'hour', digits = 0) =>
  new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
const [tenths, seconds, minutes, hours] = [
  amountOf('second', 1),
  amountOf('second'),
  amountOf('minute'),
  amountOf('hour'),
]

/** Seconds in words for lags: "0.4 sec", "12 sec", "3 min". */
export function lag(amount: number | null | undefined): string {
  if (amount === null || amount === undefined) return '–'
  if (amount < 10) return tenths.format(Math.max(0, amount))
  if (amount < 120) return seconds.format(amount)
  if (amount < 7200) return minutes.format(amount / 60)
  return hours.format(amount / 3600)
}
