/** What of a block can be set at the side, by its MJML name. */
export type Input = 'text' | 'colour' | 'size' | 'link' | 'image' | 'align' | 'vertical' | 'html' | 'whole'

export interface Property {
  /** The attribute; "content" is what stands between the tags. */
  name: string
  input: Input
}

const of = (input: Input, ...names: string[]): Property[] => names.map((name) => ({ name, input }))
const ROOM = of('size', 'padding-top', 'padding-bottom')

export const PROPERTIES: Record<string, Property[]> = {
  'mj-text': [
    ...of('html', 'content'),
    ...of('colour', 'color', 'container-background-color'),
    ...of('size', 'font-size'),
    ...of('align', 'align'),
    ...ROOM,
  ],
  'mj-button': [
    ...of('text', 'content'),
    ...of('link', 'href'),
    ...of('colour', 'background-color', 'color'),
    ...of('size', 'font-size', 'border-radius'),
    ...of('align', 'align'),
    ...ROOM,
  ],
  'mj-image': [
    ...of('image', 'src'),
    ...of('text', 'alt'),
    ...of('link', 'href'),
    ...of('size', 'width', 'border-radius'),
    ...of('align', 'align'),
    ...ROOM,
  ],
  'mj-divider': [...of('colour', 'border-color'), ...of('size', 'border-width'), ...ROOM],
  'mj-spacer': of('size', 'height'),
  'mj-section': [
    ...of('colour', 'background-color'),
    ...of('size', 'border-radius'),
    ...ROOM,
    ...of('whole', 'full-width'),
  ],
  'mj-wrapper': [...of('colour', 'background-color'), ...ROOM],
  'mj-column': [
    ...of('colour', 'background-color'),
    ...of('size', 'width', 'border-radius'),
    ...of('vertical', 'vertical-align'),
  ],
  'mj-hero': [...of('image', 'background-url'), ...of('colour', 'background-color'), ...of('size', 'height')],
  'mj-body': [...of('colour', 'background-color'), ...of('size', 'width')],
  'mj-raw': of('html', 'content'),
}

export const named = (type: string): string => (type in PROPERTIES ? type : 'other')
