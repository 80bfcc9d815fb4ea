import { Badge, Menu } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe, useWorkspace } from '../api/hooks'
import { FootMenu } from './FootMenu'

export function WorkspaceMenu({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  const current = useWorkspace()
  const me = useMe().data
  const name = current?.name ?? ''
  return (
    <FootMenu
      narrow={narrow}
      name={name}
      named={t('shell.workspace', { name })}
      role={t('shell.workspace', { name: '' })}
    >
      <Menu.Label>{t('shell.workspaces')}</Menu.Label>
      {me?.workspaces.map((workspace) => (
        <Menu.Item
          key={workspace.slug}
          component={Link}
          to={`/w/${workspace.slug}/home`}
          rightSection={
            workspace.slug === current?.slug ? (
              <IconCheck size={16} aria-label={t('shell.here')} />
            ) : workspace.is_demo ? (
              <Badge size="sm" color="gray">
                {t('shell.demo')}
              </Badge>
            ) : null
          }
        >
          {workspace.name}
        </Menu.Item>
      ))}
      {me?.deleting.map((workspace) => (
        <Menu.Item key={workspace.slug} disabled>
          {t('shell.going', { name: workspace.name })}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item component={Link} to="/setup" leftSection={<IconPlus size={16} aria-hidden />}>
        {t('shell.newWorkspace')}
      </Menu.Item>
    </FootMenu>
  )
}
