/** What a message says, by kind of channel: the flat content that steps, templates and the server share. */
import type { Fields } from '../api/types'

export const CHANNELS = [
  'email',
  'sms',
  'voice',
  'telegram',
  'whatsapp',
  'viber',
  'vk',
  'push',
  'webpush',
  'inapp',
  'webhook',
] as const
export type Channel = (typeof CHANNELS)[number]

export const isChannel = (name: unknown): name is Channel => CHANNELS.some((known) => known === name)

export interface MessageButton {
  id: string
  text: string
  link: string
}

/** What may be half written, or of another kind, is read as text all the same. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)

const recordsOf = (value: unknown): Fields[] =>
  Array.isArray(value)
    ? value.filter(
        (item): item is Fields => typeof item === 'object' && item !== null && !Array.isArray(item),
      )
    : []

export const buttonsOf = (body: Fields): MessageButton[] =>
  recordsOf(body.buttons)
    .map(({ id, text, link }) => ({ id: textOf(id), text: textOf(text), link: textOf(link) }))
    .filter(({ text }) => text !== '')

export const keysOf = (body: Fields) =>
  recordsOf(body.keys).map(({ id, text }) => ({ id: textOf(id), text: textOf(text) }))

/** A list of names and values, or an object of them. */
export const headersOf = (body: Fields): { name: string; value: string }[] =>
  Array.isArray(body.headers)
    ? recordsOf(body.headers).map(({ name, value }) => ({ name: textOf(name), value: textOf(value) }))
    : Object.entries((body.headers ?? {}) as Fields).map(([name, value]) => ({ name, value: textOf(value) }))

export const paramsOf = (body: Fields): string[] =>
  Array.isArray(body.params) ? body.params.map((param) => textOf(param)) : []

/** Pictures of a message: addresses that a browser may load, nothing else. */
export function imageOf(body: Fields): string {
  const address = textOf(body.image).trim()
  return /^(https?:\/\/|\/[^/]|data:image\/(png|jpeg|gif|webp);)/i.test(address) ? address : ''
}

/** JSON as it will travel, indented; what is none stays as it is. */
export function readableJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** Lists show one line of a message, whatever its kind. */
export const firstLineOf = (body: Fields): string =>
  textOf(body.subject || body.title || body.text || body.template_name || body.url).split('\n')[0] ?? ''
