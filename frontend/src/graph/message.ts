import { type Condition, conditionWords } from './conditions'
import { cronWords } from './cron'
import type { Config, Json } from './document'
import { type Formats, formatWith, plainWords } from './icu'
import { durationWords, momentWords, weekdayWords } from './words'

/** How an item of a list calls itself. */
export function nameOf(item: Json): string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return plainWords(item)
  return plainWords(item.name || item.title || item.event || item.id)
}

const written =
  (words: (text: string) => string) =>
  (value: Json | undefined): string =>
    typeof value === 'string' ? words(value) : plainWords(value)

const FORMATS: Formats = {
  cron: written(cronWords),
  moment: written(momentWords),
  duration: written(durationWords),
  names: (value) => (Array.isArray(value) ? value.map(nameOf).filter(Boolean).join(', ') : plainWords(value)),
  weekdays: (value) => (Array.isArray(value) ? weekdayWords(value.map(Number)) : ''),
  condition: (value) =>
    value && typeof value === 'object' ? conditionWords(value as unknown as Condition) : '',
}

/** A kind's summary over its configuration, in words. */
export const formatMessage = (message: string, config: Config): string => formatWith(message, config, FORMATS)
