import { Stack, Text, Title } from '@mantine/core'
import type { IconProps } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import classes from './ui.module.css'

interface EmptyStateProps {
  icon: ComponentType<IconProps>
  title: string
  /** What appears here and how to make it appear. */
  children: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" className={classes.empty}>
      <div className={classes.emptyIcon}>
        <Icon size={24} aria-hidden />
      </div>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" ta="center" maw={440} component="div">
        {children}
      </Text>
      {action}
    </Stack>
  )
}
