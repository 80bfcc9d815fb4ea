import { ActionIcon, Button, Group, Popover, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/hooks'
import { LOCALE } from '../../i18n/languages'
import type { useDraft } from './useDraft'

interface LanguageTabsProps {
  language: string
  draft: ReturnType<typeof useDraft>
  onChoose: (language: string) => void
}

/** "pl" -> "Polish", in the language of the interface. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([LOCALE], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

const CODE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/

/** The languages it is written in; the first is what everyone else gets. */
export function LanguageTabs({ language, draft, onChoose }: LanguageTabsProps) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const [open, { close, toggle }] = useDisclosure(false)
  const [code, setCode] = useState('')
  const { contents, change } = draft
  const languages = Object.keys(contents)
  const wanted = code.trim().toLowerCase()
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!CODE.test(wanted) || wanted in contents) return
    // A translation begins from what there is.
    change({ ...contents, [wanted]: { ...contents[language] } })
    onChoose(wanted)
    setCode('')
    close()
  }
  const remove = () => {
    const { [language]: _, ...rest } = contents
    change(rest)
    onChoose(Object.keys(rest)[0] ?? '')
  }
  return (
    <Group gap="xs" mb="md">
      <SegmentedControl
        size="xs"
        aria-label={t('language.title')}
        data={languages.map((value, index) => ({
          value,
          label: index === 0 ? t('language.first', { name: languageName(value) }) : languageName(value),
        }))}
        value={language}
        onChange={onChoose}
      />
      {may.edit && (
        <Popover opened={open} onChange={(next) => !next && close()} trapFocus>
          <Popover.Target>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={toggle}
            >
              {t('language.add')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form onSubmit={add}>
              <Group gap="xs" align="flex-end">
                <TextInput
                  label={t('language.code')}
                  description={CODE.test(wanted) ? languageName(wanted) : t('language.codeLine')}
                  placeholder="pl"
                  w={220}
                  value={code}
                  maxLength={20}
                  onChange={(event) => setCode(event.currentTarget.value)}
                />
                <Button type="submit" disabled={!CODE.test(wanted) || wanted in contents}>
                  {t('language.add')}
                </Button>
              </Group>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
      {may.edit && languages.length > 1 && (
        <Tooltip label={t('language.remove', { name: languageName(language) })}>
          <ActionIcon aria-label={t('language.remove', { name: languageName(language) })} onClick={remove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}
