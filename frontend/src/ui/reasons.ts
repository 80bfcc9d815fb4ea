/** Stored reasons and causes as sentences. A code without a sentence of its own is shown as words. */
import type { TFunction } from 'i18next'
import { humanise } from './names'

/** A text by a key that is only known at run time, else the fallback. */
export function textOf(
  t: TFunction,
  key: string,
  fallback: string,
  values: Record<string, unknown> = {},
): string {
  return String(t(key, { ...values, defaultValue: fallback }))
}

/** Why something was refused, failed or ended: "no_consent" or "rule". */
export function reasonWords(t: TFunction, reason: string, detail: Record<string, unknown> = {}): string {
  const known = /^[a-z0-9_]+$/.test(reason)
  return known ? textOf(t, `reason.${reason}`, humanise(reason), detail) : reason
}

/** What moved a run: "event:purchase", "timer", "report:sent". */
export function causeWords(t: TFunction, cause: string): string {
  const [kind = '', ...rest] = cause.split(':')
  const what = rest.join(':')
  return textOf(t, `cause.${kind}`, humanise(cause), {
    what: kind === 'report' ? textOf(t, `state.${what}`, humanise(what)).toLowerCase() : what,
  })
}
