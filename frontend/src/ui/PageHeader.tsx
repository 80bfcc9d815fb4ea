import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import classes from './ui.module.css'

interface PageHeaderProps {
  title: string
  /** Shown instead of the title's text, e.g. with a badge; the title still names the tab. */
  heading?: ReactNode
  line?: ReactNode
  crumbs?: { title: string; to: string }[]
  actions?: ReactNode
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Sojourn` : 'Sojourn'
  }, [title])
}

export function PageHeader({ title, heading, line, crumbs = [], actions }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <header className={classes.header}>
      <div className={classes.headerText}>
        {crumbs.length > 0 && (
          <Breadcrumbs separator="/" separatorMargin={6} mb={4}>
            {crumbs.map((crumb) => (
              <Anchor key={crumb.to} component={Link} to={crumb.to} size="sm" c="dimmed">
                {crumb.title}
              </Anchor>
            ))}
            <Text size="sm" c="dimmed" truncate>
              {title}
            </Text>
          </Breadcrumbs>
        )}
        <Title order={1} className={classes.title}>
          {heading ?? title}
        </Title>
        {line && (
          <Text c="dimmed" size="sm" mt={2} component="div">
            {line}
          </Text>
        )}
      </div>
      {actions && (
        <Group gap="xs" wrap="nowrap" className={classes.headerActions}>
          {actions}
        </Group>
      )}
    </header>
  )
}

/** One column of content; `wide` for lists, else the measure of a text. */
export function PageBody({ children, wide = true }: { children: ReactNode; wide?: boolean }) {
  return <div className={wide ? classes.page : classes.pageNarrow}>{children}</div>
}
