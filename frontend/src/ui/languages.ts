/** The languages that pages and mails for customers speak, each by its own name. */
export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'ru', label: 'Русский' },
  { value: 'pl', label: 'Polski' },
  { value: 'zh-hans', label: '简体中文' },
]
