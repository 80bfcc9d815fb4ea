import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client'
import { LANGUAGES, language } from '../i18n/languages'
import { notifyError } from '../ui/notify'

/** The person's own language; pages are said anew in it, so the page loads again. */
export function LanguageSelect() {
  const { t } = useTranslation()
  const change = useMutation({
    mutationFn: (value: string) => api.patch('/me', { language: value }),
    onSuccess: () => location.reload(),
    onError: notifyError,
  })
  return (
    <Select
      size="xs"
      aria-label={t('shell.language')}
      data={LANGUAGES.map(({ value, label }) => ({ value, label }))}
      value={language.value}
      disabled={change.isPending}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => value && value !== language.value && change.mutate(value)}
    />
  )
}
