/** The blocks that a mail is made of, in the order of the list; the words of each come from `templates:block`. */
import {
  IconColumns2,
  IconColumns3,
  IconHandClick,
  IconLayoutRows,
  IconLetterT,
  IconPhoto,
  type IconProps,
  IconSeparator,
  IconShoppingCart,
  IconSpacingVertical,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Brand } from './brand'

export interface Block {
  id: string
  icon: ComponentType<IconProps>
  /** What may hold it: a column, or the mail's body. */
  inside: 'column' | 'body'
  mjml: (brand: Brand, words: Words) => string
}

/** Sample texts, in the language of the interface. */
export type Words = (id: string) => string

const columns = (count: number) =>
  `<mj-section>${'<mj-column><mj-text>…</mj-text></mj-column>'.repeat(count)}</mj-section>`

export const BLOCKS: Block[] = [
  {
    id: 'text',
    icon: IconLetterT,
    inside: 'column',
    mjml: ({ text_colour }, words) =>
      `<mj-text color="${text_colour}" font-size="15px" line-height="1.5">${words('text')}</mj-text>`,
  },
  {
    id: 'heading',
    icon: IconLayoutRows,
    inside: 'column',
    mjml: ({ text_colour }, words) =>
      `<mj-text color="${text_colour}" font-size="24px" font-weight="600" line-height="1.3">${words('heading')}</mj-text>`,
  },
  {
    id: 'image',
    icon: IconPhoto,
    inside: 'column',
    mjml: () => '<mj-image src="" alt=""></mj-image>',
  },
  {
    id: 'button',
    icon: IconHandClick,
    inside: 'column',
    mjml: ({ colour, button_text }, words) =>
      `<mj-button background-color="${colour}" color="${button_text}" border-radius="6px" font-size="15px" href="">${words('button')}</mj-button>`,
  },
  {
    id: 'divider',
    icon: IconSeparator,
    inside: 'column',
    mjml: () => '<mj-divider border-color="#d9dce3" border-width="1px"></mj-divider>',
  },
  {
    id: 'spacer',
    icon: IconSpacingVertical,
    inside: 'column',
    mjml: () => '<mj-spacer height="24px"></mj-spacer>',
  },
  { id: 'section', icon: IconLayoutRows, inside: 'body', mjml: () => columns(1) },
  { id: 'columns2', icon: IconColumns2, inside: 'body', mjml: () => columns(2) },
  { id: 'columns3', icon: IconColumns3, inside: 'body', mjml: () => columns(3) },
  {
    id: 'products',
    icon: IconShoppingCart,
    inside: 'column',
    mjml: () => '<mj-text>{% products entry.products %}</mj-text>',
  },
]

/** A shared part stands in the mail by its name; what it says is filled in when the mail is sent. */
export const partBlock = (slug: string) => `<mj-text padding="0px">{% part "${slug}" %}</mj-text>`

/** A mail to begin with: a logo, a heading, a text, a button, and the way out. */
export function starter(brand: Brand, words: Words): string {
  const of = (id: string) => BLOCKS.find((block) => block.id === id)?.mjml(brand, words) ?? ''
  const logo = brand.logo
    ? `<mj-section><mj-column><mj-image src="${brand.logo}" alt="${brand.name}" width="140px"></mj-image></mj-column></mj-section>`
    : ''
  const body = `<mj-section background-color="#ffffff" border-radius="8px"><mj-column>${of('heading')}${of('text')}${of('button')}</mj-column></mj-section>`
  const foot = `<mj-section><mj-column><mj-text align="center" color="#565b66" font-size="12px">${brand.address || brand.name || '{{ workspace.name }}'}<br><a href="{{ unsubscribe_url }}" style="color:#565b66">${words('unsubscribe')}</a></mj-text></mj-column></mj-section>`
  return `<mjml><mj-body background-color="${brand.background}">${logo}${body}${foot}</mj-body></mjml>`
}
