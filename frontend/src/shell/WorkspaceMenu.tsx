import { Avatar, Badge, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe, useWorkspace } from '../api/hooks'
import classes from './shell.module.css'

export function WorkspaceMenu({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  const current = useWorkspace()
  const me = useMe().data
  const name = current?.name ?? ''
  return (
    <Menu position="right-end" width={264}>
      <Menu.Target>
        <UnstyledButton
          className={classes.footItem}
          aria-label={narrow ? t('shell.workspace', { name }) : undefined}
        >
          <Avatar size={24} radius="sm" color="indigo" variant="light" aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </Avatar>
          {!narrow && (
            <>
              <span className={classes.itemText}>
                <VisuallyHidden>{t('shell.workspace', { name: '' })}</VisuallyHidden>
                {name}
              </span>
              <IconSelector size={16} aria-hidden />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  )
}
