import {
  Avatar,
  Menu,
  SegmentedControl,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { IconKey, IconLogout, IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { cookie } from '../api/client'
import { useMe } from '../api/hooks'
import { LanguageSelect } from './LanguageSelect'
import classes from './shell.module.css'

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
    <Menu position="right-end" width={264}>
      <Menu.Target>
        <UnstyledButton
          className={classes.footItem}
          aria-label={narrow ? t('shell.person', { name }) : undefined}
        >
          <Avatar size={24} radius="xl" color="slate" variant="light" aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </Avatar>
          {!narrow && (
            <>
              <span className={classes.itemText}>
                <VisuallyHidden>{t('shell.person', { name: '' })}</VisuallyHidden>
                {name}
              </span>
              <IconSelector size={16} aria-hidden />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  )
}
