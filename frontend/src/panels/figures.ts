import { LOCALE } from '../i18n/languages'

const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 })

/** 950 -> "950", 12,345 -> "12.3K"; what is small enough is said in full. */
export const compact = (value: number): string =>
  Math.abs(value) < 10_000 ? value.toLocaleString(LOCALE) : short.format(value)

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %` : '0 %'
