/** The languages of the interface. All but English load when they are chosen. */
import type { english } from './english'

export type Texts = typeof english
type Loader = () => Promise<{ default: object }>

interface Language {
  value: string
  /** By its own name. */
  label: string
  /** As Intl and the date fields name it; English dates begin with the day. */
  locale: string
  load?: Loader
}

export const LANGUAGES: Language[] = [
  { value: 'en', label: 'English', locale: 'en-GB' },
  { value: 'ru', label: 'Русский', locale: 'ru', load: () => import('./ru') },
  { value: 'pl', label: 'Polski', locale: 'pl', load: () => import('./pl') },
  { value: 'zh-hans', label: '简体中文', locale: 'zh-CN', load: () => import('./zh-hans') },
]

const asked = globalThis.document?.documentElement.lang.toLowerCase()

/** The language that the server wrote into the page: the person's own. It changes by a reload. */
export const language: Language = LANGUAGES.find(({ value }) => value === asked) ?? (LANGUAGES[0] as Language)
export const LOCALE = language.locale
