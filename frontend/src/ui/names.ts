/** How a customer is called, from what is known: a name, an address, an id; and how other things are. */
import type { Customer } from '../api/types'
import type { Topic } from '../editor/api'
import { say } from '../graph/say'

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

type Named = Pick<Customer, 'id' | 'user_id' | 'anonymous_id' | 'profile'>

export function customerName(customer: Partial<Named>): string {
  const profile = customer.profile ?? {}
  const full =
    text(profile.name) ||
    [text(profile.first_name ?? profile.firstName), text(profile.last_name ?? profile.lastName)]
      .filter(Boolean)
      .join(' ')
  return full || text(profile.email) || customer.user_id || customer.anonymous_id || customer.id || '–'
}

/** The name of a topic in this language, else in any. */
export function topicName({ name, slug }: Pick<Topic, 'name' | 'slug'>, language = 'en'): string {
  if (typeof name === 'string') return name || slug
  return name[language] || name.en || Object.values(name)[0] || slug
}

/** "abandoned_cart" -> "Abandoned cart": for codes that have no text of their own. */
export function humanise(code: string): string {
  const words = code.replace(/[_.-]+/g, ' ').trim()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The product's own events begin with a dollar: "$identify" -> "Identify"; a shop's keep their name. */
export const eventTitle = (name: string): string => (name.startsWith('$') ? humanise(name.slice(1)) : name)

/** A value of a profile or an event, on one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  return String(value)
}
