const whole = new Intl.NumberFormat('en-GB')
const short = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })

/** Exact up to 99,999; then 100K, 1.2M. */
export const count = (n: number | null | undefined): string =>
  n === null || n === undefined ? '–' : n < 100_000 ? whole.format(n) : short.format(n)

/** Seconds in words for lags: "0.4 s", "12 s", "3 min". */
export function lag(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–'
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}
