import { type Condition, conditionWords } from './conditions'
import { cronWords } from './cron'
import type { Config, Json } from './document'
import { type Formats, formatWith, PLAIN, plainWords } from './icu'
import { say } from './say'
import { listed } from './tongue'
import { durationWords, momentWords, weekdayWords } from './words'

/** A value as a summary shows it. */
const spoken = (value: Json | undefined): string =>
  typeof value === 'boolean'
    ? say(value ? 'yes' : 'no')
    : Array.isArray(value)
      ? listed(value.map(spoken))
      : plainWords(value)

/** How an item of a list calls itself. */
export function nameOf(item: Json): string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return spoken(item)
  return spoken(item.name || item.title || item.event || item.id)
}

const written =
  (words: (text: string) => string) =>
  (value: Json | undefined): string =>
    typeof value === 'string' ? words(value) : spoken(value)

const FORMATS: Formats = {
  [PLAIN]: spoken,
  cron: written(cronWords),
  moment: written(momentWords),
  duration: written(durationWords),
  names: (value) => (Array.isArray(value) ? listed(value.map(nameOf).filter(Boolean)) : spoken(value)),
  weekdays: (value) => (Array.isArray(value) ? weekdayWords(value.map(Number)) : ''),
  condition: (value) =>
    value && typeof value === 'object' ? conditionWords(value as unknown as Condition) : '',
}

/** A kind's summary over its configuration, in words. */
export const formatMessage = (message: string, config: Config): string => formatWith(message, config, FORMATS)
