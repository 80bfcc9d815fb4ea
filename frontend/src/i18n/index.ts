/** Texts by id, with ICU messages; each part of the interface has a namespace. */
import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { oneSpaced } from '../graph/icu'
import { speakWith } from '../graph/say'
import { speakIn } from '../graph/tongue'
import { english } from './english'
import { language } from './languages'

/** Resolves when the page may be drawn; a text that the language lacks is said in English. */
export async function start(): Promise<void> {
  const texts = (await language.load?.().catch(() => null))?.default
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: texts ? language.value : 'en',
      fallbackLng: 'en',
      lowerCaseLng: true,
      ns: Object.keys(english),
      defaultNS: 'app',
      resources: { en: english, ...(texts ? { [language.value]: texts } : {}) },
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}

// Summaries on cards and conditions in words speak the language of the interface.
speakWith((id, values) => oneSpaced(i18next.t(`forms:words.${id}`, values ?? {})))
speakIn(language.locale)

export default i18next
