import english from '../i18n/en/forms.json'
import type { Json } from './document'
import { formatWith } from './icu'

/**
 * The voice of graph/: words for what a document holds, by id. It speaks English until somebody gives it
 * another voice; the interface does so when its language changes, and nothing here knows of it.
 */
export type Say = (id: string, values?: Record<string, Json>) => string

type Texts = { [id: string]: string | Texts }

function textOf(id: string): string {
  let found: string | Texts | undefined = english.words
  for (const part of id.split('.')) found = typeof found === 'object' ? found[part] : undefined
  return typeof found === 'string' ? found : id
}

const inEnglish: Say = (id, values = {}) => formatWith(textOf(id), values)

let voice: Say = inEnglish

export const say: Say = (id, values) => voice(id, values)

export function speakWith(other: Say | null): void {
  voice = other ?? inEnglish
}
