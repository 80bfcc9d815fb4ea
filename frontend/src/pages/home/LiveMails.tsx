import { Anchor, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList, useReread } from '../../api/hooks'
import { useLive } from '../../api/live'
import type { Mail } from '../../api/types'
import { Card } from '../../ui/Card'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { RelativeTime } from '../../ui/RelativeTime'
import rows from '../../ui/rows.module.css'

const MOST = 6

/** The newest mails of the built-in mailbox as they arrive. */
export function LiveMails() {
  const { t } = useTranslation(['live', 'app'])
  const { slug } = useParams()
  const reread = useReread()
  const query = useList<Mail>('/mailbox')
  useLive('mailbox', () => void reread('/mailbox'))
  const mails = query.rows.slice(0, MOST)
  return (
    <Card
      flush
      title={t('home.mails')}
      aside={
        <Anchor component={Link} to={`/w/${slug}/mailbox`} size="sm">
          {t('app:home.all')}
        </Anchor>
      }
    >
      {query.error ? <ErrorState error={query.error} onRetry={query.reload} /> : null}
      {!query.loading && !query.error && mails.length === 0 && (
        <EmptyState icon={IconMail} title={t('app:mailbox.none.title')}>
          {t('app:mailbox.none.line')}
        </EmptyState>
      )}
      {mails.map((mail) => (
        <Link key={mail.id} to={`/w/${slug}/mailbox/${mail.id}`} className={rows.row}>
          <div className={rows.grow}>
            <Text fw={500} truncate>
              {mail.subject || t('app:mailbox.noSubject')}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {mail.recipient}
            </Text>
          </div>
          <Text size="xs" c="dimmed" component="div" className={rows.fixed}>
            <RelativeTime at={mail.at} focusable={false} />
          </Text>
        </Link>
      ))}
    </Card>
  )
}
