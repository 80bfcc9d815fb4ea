import 'i18next'
import type editor from './en.editor.json'
import type app from './en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: { app: typeof app; editor: typeof editor }
  }
}
