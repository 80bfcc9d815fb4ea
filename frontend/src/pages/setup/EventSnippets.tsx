import { Anchor, Skeleton, Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList } from '../../api/hooks'
import type { ApiKey } from '../../api/types'
import { Code } from '../../ui/Code'
import { ErrorState } from '../../ui/ErrorState'
import { useUrlState } from '../../ui/url'
import { SNIPPETS, snippet } from './snippets'

/** How to post an event, in several ways, with the workspace's own key. */
export function Snippets() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { get, change } = useUrlState()
  const keys = useList<ApiKey>('/keys')
  if (keys.error)
    return <ErrorState error={keys.error} what={t('settings.keys.title')} onRetry={keys.reload} />
  if (keys.loading) return <Skeleton h={200} />
  const key = keys.rows.find((row) => row.kind === 'write' && row.key && !row.revoked_at)?.key
  if (!key) {
    return (
      <Text>
        {t('start.noKey')}{' '}
        <Anchor component={Link} to={`/w/${slug}/settings/keys`}>
          {t('start.makeKey')}
        </Anchor>
      </Text>
    )
  }
  const chosen = SNIPPETS.find((which) => which === get('in')) ?? 'curl'
  return (
    <Tabs value={chosen} onChange={(which) => change({ in: which })} keepMounted={false}>
      <Tabs.List mb="sm">
        {SNIPPETS.map((which) => (
          <Tabs.Tab key={which} value={which}>
            {t(`start.in.${which}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SNIPPETS.map((which) => (
        <Tabs.Panel key={which} value={which}>
          <Code text={snippet(which, window.location.origin, key)} />
        </Tabs.Panel>
      ))}
      <Text size="sm" c="dimmed" mt="xs">
        {t('start.keyLine')}
      </Text>
    </Tabs>
  )
}
