/** Texts by id, with ICU messages; each part of the interface has a namespace. */
import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { english } from './english'

void i18next
  .use(ICU)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(english),
    defaultNS: 'app',
    resources: { en: english },
    interpolation: { escapeValue: false },
    returnNull: false,
  })

export default i18next
