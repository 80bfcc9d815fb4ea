import type { Kinds } from '../catalogue'
import type { JourneyDocument, Problem } from '../document'

/** Names that the workspace knows; topics by their slugs. */
export interface Known {
  events: string[]
  attributes: string[]
  topics: string[]
}

export type FixId =
  | 'connect'
  | 'removeEdge'
  | 'removeStep'
  | 'removeSetting'
  | 'topic'
  | 'rename'
  | 'timeout'
  | 'wait'
  | 'unsubscribe'

export interface Fix {
  id: FixId
  /** What the button names: a step, a topic, a name. */
  what: string
  apply(document: JourneyDocument): JourneyDocument
}

/** How the button calls a place and a topic, and the text of a link that is written. */
export interface FixWords {
  unsubscribe: string
  nameOf(id: string): string
  topicOf(slug: string): string
}

export interface Case {
  problem: Problem
  document: JourneyDocument
  kinds: Kinds
  known: Known
  words: FixWords
}

export type Fixer = (found: Case) => Fix | null
