import { Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconInbox, IconMailOpened } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { type ListQuery, useList, useReread } from '../../api/hooks'
import { useLive } from '../../api/live'
import type { Mail } from '../../api/types'
import { LOOKS } from '../../messages/channels'
import { isChannel } from '../../messages/content'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { SearchField } from '../../ui/ListBar'
import { usePageTitle } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState } from '../../ui/url'
import { MailView } from './MailView'
import classes from './mailbox.module.css'

/** Left the mails, right the one that is open, as the customer would see it. */
export default function Mailbox() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { get } = useUrlState()
  const query = useList<Mail>('/mailbox', { search: get('search') })
  const reread = useReread()
  usePageTitle(t('place.mailbox'))
  useLive('mailbox', () => void reread('/mailbox'))
  return (
    <div className={classes.page} data-open={id ? '' : undefined}>
      {/* On a telephone an open mail takes the place of the list, and of the list's head. */}
      <VisuallyHidden component="h1">{t('place.mailbox')}</VisuallyHidden>
      <div className={classes.list}>
        <div className={classes.head}>
          <Text component="div" aria-hidden fw={600} size="xl">
            {t('place.mailbox')}
          </Text>
          <Text size="sm" c="dimmed" mb="sm">
            {t('mailbox.line')}
          </Text>
          <SearchField label={t('mailbox.search')} />
        </div>
        <MailList query={query} open={id} />
      </div>
      <div className={classes.mail}>
        {id ? (
          <MailView key={id} id={id} />
        ) : query.rows.length === 0 ? null : (
          <EmptyState icon={IconMailOpened} title={t('mailbox.choose.title')}>
            {t('mailbox.choose.line')}
          </EmptyState>
        )}
      </div>
    </div>
  )
}

function MailList({ query, open }: { query: ListQuery<Mail>; open: string | undefined }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { search } = useLocation()
  const { get } = useUrlState()
  if (query.error) return <ErrorState error={query.error} what={t('place.mailbox')} onRetry={query.reload} />
  if (query.loading) return <MailSkeletons />
  if (query.rows.length === 0) {
    return (
      <EmptyState icon={IconInbox} title={t(get('search') ? 'mailbox.noneFit' : 'mailbox.none.title')}>
        {get('search') ? '' : t('mailbox.none.line')}
      </EmptyState>
    )
  }
  return (
    <nav aria-label={t('place.mailbox')}>
      {query.rows.map((mail) => (
        <Link
          key={mail.id}
          to={{ pathname: `/w/${slug}/mailbox/${mail.id}`, search }}
          className={classes.item}
          aria-current={String(mail.id) === open ? 'true' : undefined}
        >
          <div className={classes.itemLine}>
            <Text fw={500} truncate>
              <ChannelSign channel={mail.channel} /> {mail.recipient}
            </Text>
            <Text size="xs" c="dimmed" component="div" style={{ flex: 'none' }}>
              <RelativeTime at={mail.at} focusable={false} />
            </Text>
          </div>
          <Text size="sm" c="dimmed" truncate>
            {mail.subject || t('mailbox.noSubject')}
          </Text>
        </Link>
      ))}
      {query.hasMore && (
        <Button variant="default" m="md" loading={query.loadingMore} onClick={query.loadMore}>
          {t('list.more')}
        </Button>
      )}
    </nav>
  )
}

/** Mail is what one expects here; the others say what they are. */
function ChannelSign({ channel }: { channel: string }) {
  const { t } = useTranslation('messages')
  if (!isChannel(channel) || channel === 'email') return null
  const { icon: Icon } = LOOKS[channel]
  return <Icon size={14} aria-label={t(`channel.${channel}`)} role="img" style={{ verticalAlign: '-2px' }} />
}

function MailSkeletons() {
  return (
    <Stack p="md" gap="md" aria-busy="true">
      {[80, 60, 70, 50].map((width) => (
        <div key={width}>
          <Skeleton h={14} w={`${width}%`} mb={8} />
          <Skeleton h={12} w="90%" />
        </div>
      ))}
    </Stack>
  )
}
