import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/errors'

interface ErrorStateProps {
  error: unknown
  /** What could not be shown: "The journeys". */
  what?: string
  onRetry?: () => void
}

export function ErrorState({ error, what, onRetry }: ErrorStateProps) {
  const { t } = useTranslation()
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={what ? t('error.cannotShow', { what }) : t('error.title')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{messageOf(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
