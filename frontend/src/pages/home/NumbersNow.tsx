import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { Home } from '../../api/types'
import { Stat } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { count } from '../../ui/numbers'

const EVERY_MS = 5000

export function NumbersNow() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { data, error, refetch } = useGet<Home>('/home', {}, { every: EVERY_MS })
  if (error && !data)
    return <ErrorState error={error} what={t('home.numbers')} onRetry={() => void refetch()} />
  const problems = data?.problems ?? 0
  const at = (path: string) => `/w/${slug}/${path}`
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
      <Stat
        title={t('home.live')}
        value={count(data?.journeys_live)}
        line={t('home.liveLine', { n: data?.journeys_paused ?? 0 })}
        to={at('journeys?state=live')}
      />
      <Stat
        title={t('home.active')}
        value={count(data?.runs_active)}
        line={t('home.activeLine', { n: count(data?.entered_today) })}
        to={at('journeys?sort=active.desc')}
      />
      <Stat
        title={t('home.messages')}
        value={count(data?.messages_today)}
        line={t('home.messagesLine')}
        to={at('messages')}
      />
      <Stat
        title={t('home.problems')}
        value={count(data?.problems)}
        line={t(problems > 0 ? 'home.problemsLine' : 'home.problemsNone')}
        color={problems > 0 ? 'var(--sj-bad)' : undefined}
        to={at('operations')}
      />
    </SimpleGrid>
  )
}
