import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconKey, IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { cookie } from '../api/client'
import { useMe } from '../api/hooks'
import { FootMenu } from './FootMenu'
import { LanguageSelect } from './LanguageSelect'

/** A form, since signing out changes something. */
function signOut(): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/accounts/logout/'
  const token = document.createElement('input')
  token.type = 'hidden'
  token.name = 'csrfmiddlewaretoken'
  token.value = cookie('csrftoken')
  form.append(token)
  document.body.append(form)
  form.submit()
}

export function PersonMenu({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  const user = useMe().data?.user
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = user?.name || user?.email || ''
  const schemes = ['light', 'dark', 'auto'] as const
  return (
    <FootMenu
      narrow={narrow}
      name={name}
      named={t('shell.person', { name })}
      role={t('shell.person', { name: '' })}
      round
    >
      <Menu.Label>{user?.email}</Menu.Label>
      <div style={{ padding: '4px 8px 8px' }}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('shell.scheme.label')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof schemes)[number])}
          data={schemes.map((value) => ({ value, label: t(`shell.scheme.${value}`) }))}
        />
      </div>
      <div style={{ padding: '0 8px 8px' }}>
        <LanguageSelect />
      </div>
      <Menu.Item
        component="a"
        href="/accounts/password/change/"
        leftSection={<IconKey size={16} aria-hidden />}
      >
        {t('shell.password')}
      </Menu.Item>
      <Menu.Item onClick={signOut} leftSection={<IconLogout size={16} aria-hidden />}>
        {t('shell.signOut')}
      </Menu.Item>
    </FootMenu>
  )
}
