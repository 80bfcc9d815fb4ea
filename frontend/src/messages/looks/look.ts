import type { Fields } from '../../api/types'
import type { Channel } from '../content'

/** What every look gets: a body whose Liquid is rendered, and where it is shown. */
export interface LookProps {
  channel: Channel
  body: Fields
  /** Who it comes from, as the reader sees it. */
  sender: string
  device: 'desktop' | 'phone'
  scheme: 'light' | 'dark'
  /** What is shown is the last that could be read. */
  isOld?: boolean
}
