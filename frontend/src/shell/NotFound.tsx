import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState'
import { usePageTitle } from '../ui/PageHeader'

export function NotFound({ workspace }: { workspace?: string }) {
  const { t } = useTranslation()
  usePageTitle(t('notFound.title'))
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('notFound.title')}
      action={
        <Button component={Link} to="/w" variant="default" mt="sm">
          {t('notFound.home')}
        </Button>
      }
    >
      {workspace ? t('notFound.workspace', { workspace }) : t('notFound.line')}
    </EmptyState>
  )
}
