/** Texts by id, with ICU messages: t('journeys.count', { n: 3 }). The editor's texts are a namespace of their own. */
import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import editor from './en.editor.json'
import en from './en.json'

void i18next
  .use(ICU)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['app', 'editor'],
    defaultNS: 'app',
    resources: { en: { app: en, editor } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })

export default i18next
