import { ActionIcon, Anchor, Group, SegmentedControl, Skeleton, Tabs, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet, useWorkspace } from '../../api/hooks'
import type { MailDetails } from '../../api/types'
import { ChannelLook } from '../../messages/ChannelLook'
import { isChannel } from '../../messages/content'
import { FIRST_VIEW, LookTools } from '../../messages/LookTools'
import { Facts } from '../../ui/Card'
import { Code } from '../../ui/Code'
import { exact } from '../../ui/clock'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { useUrlState } from '../../ui/url'
import { MailFrame } from './MailFrame'
import classes from './mailbox.module.css'

/** A message of another channel, as that channel shows it. */
function OtherMessage({ mail }: { mail: MailDetails }) {
  const sender = useWorkspace()?.name ?? ''
  const [view, setView] = useState(FIRST_VIEW)
  return (
    <div className={classes.panelPlain}>
      <Group gap="xs" mb="sm">
        <LookTools channel={mail.channel} view={view} onChange={setView} />
      </Group>
      <ChannelLook
        channel={mail.channel}
        body={mail.body ?? { text: mail.text }}
        sender={sender}
        device={view.device}
        scheme={view.scheme}
      />
    </div>
  )
}

const VIEWS = ['mail', 'text', 'source', 'headers'] as const

export function MailView({ id }: { id: string }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { t: words } = useTranslation('messages')
  const { get, change } = useUrlState()
  const { data: mail, error, refetch } = useGet<MailDetails>(`/mailbox/${encodeURIComponent(id)}`)
  if (error && !mail)
    return <ErrorState error={error} what={t('mailbox.one')} onRetry={() => void refetch()} />
  if (!mail) return <Skeleton h="60%" m="lg" w="auto" />
  const other = mail.channel !== 'email'
  const view = VIEWS.find((candidate) => candidate === get('view')) ?? 'mail'
  const width = get('width') === 'phone' ? 'phone' : 'desktop'
  return (
    <article className={classes.opened} aria-label={mail.subject}>
      <header className={classes.mailHead}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <ActionIcon
            component={Link}
            to={`/w/${slug}/mailbox`}
            className={classes.back}
            aria-label={t('mailbox.back')}
          >
            <IconArrowLeft size={18} aria-hidden />
          </ActionIcon>
          <div style={{ minWidth: 0 }}>
            <Title order={2}>
              {(other && isChannel(mail.channel) ? words(`channel.${mail.channel}`) : mail.subject) ||
                t('mailbox.noSubject')}
            </Title>
            <Text size="sm" c="dimmed" component="div">
              {mail.recipient && `${t('mailbox.to', { recipient: mail.recipient })} · `}
              {exact(new Date(mail.at))}
              {mail.intent_id && (
                <>
                  {' · '}
                  <Anchor
                    component={Link}
                    size="sm"
                    underline="always"
                    to={`/w/${slug}/messages?message=${encodeURIComponent(mail.intent_id)}`}
                  >
                    {t('mailbox.why')}
                  </Anchor>
                </>
              )}
            </Text>
          </div>
        </Group>
      </header>
      {other ? (
        <OtherMessage mail={mail} />
      ) : (
        <Tabs
          value={view}
          onChange={(value) => change({ view: value === 'mail' ? null : value })}
          className={classes.tabs}
          keepMounted={false}
        >
          <Group justify="space-between" className={classes.tabBar}>
            <Tabs.List>
              {VIEWS.map((value) => (
                <Tabs.Tab key={value} value={value}>
                  {t(`mailbox.views.${value}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {view === 'mail' && (
              <SegmentedControl
                size="xs"
                aria-label={t('mailbox.width')}
                value={width}
                onChange={(value) => change({ width: value === 'phone' ? 'phone' : null })}
                data={[
                  { value: 'desktop', label: t('mailbox.desktop') },
                  { value: 'phone', label: t('mailbox.phone') },
                ]}
              />
            )}
          </Group>
          <Tabs.Panel value="mail" className={classes.panel}>
            {mail.html ? (
              <MailFrame html={mail.html} title={mail.subject} phone={width === 'phone'} />
            ) : (
              <EmptyState icon={IconArrowLeft} title={t('mailbox.noHtml.title')}>
                {t('mailbox.noHtml.line')}
              </EmptyState>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="text" className={classes.panelPlain}>
            <pre className={classes.text}>{mail.text || t('mailbox.noText')}</pre>
          </Tabs.Panel>
          <Tabs.Panel value="source" className={classes.panelPlain}>
            <Code text={mail.html || mail.text} />
          </Tabs.Panel>
          <Tabs.Panel value="headers" className={classes.panelPlain}>
            <Facts facts={Object.entries(mail.headers)} />
          </Tabs.Panel>
        </Tabs>
      )}
    </article>
  )
}
