import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { Home } from '../../api/types'
import { Stat } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { count } from '../../ui/numbers'
import { Sparkline } from '../../ui/Sparkline'

const EVERY_MS = 5000

/** The numbers of this moment; asked for once, whoever shows them. */
export const useHome = () => useGet<Home>('/home', {}, { every: EVERY_MS })

export function NumbersNow() {
  const { t } = useTranslation(['live', 'app'])
  const { slug } = useParams()
  const { data, error, refetch } = useHome()
  if (error && !data)
    return <ErrorState error={error} what={t('app:home.numbers')} onRetry={() => void refetch()} />
  const at = (path: string) => `/w/${slug}/${path}`
  const hours = data?.hours
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Stat
        title={t('home.entered')}
        value={count(data?.entered_today)}
        line={<Line text={t('home.enteredLine')} values={hours?.entered} label={t('runs.entered')} />}
        to={at('journeys?sort=entered.desc')}
      />
      <Stat
        title={t('home.standing')}
        value={count(data?.runs_active)}
        line={
          <Line
            text={t('home.endedLine', { n: count(data?.ended_today) })}
            values={hours?.ended}
            label={t('home.ended')}
          />
        }
        to={at('journeys?sort=active.desc')}
      />
      <Stat
        title={t('home.sent')}
        value={count(data?.messages_today)}
        line={
          <Line
            text={t('home.sentLine', {
              refused: count(data?.refused_today),
              failed: count(data?.failed_today),
            })}
            values={hours?.sent}
            label={t('number.sent')}
          />
        }
        to={at('messages')}
      />
      <Stat
        title={t('app:home.live')}
        value={count(data?.journeys_live)}
        line={t('app:home.liveLine', { n: data?.journeys_paused ?? 0 })}
        to={at('journeys?state=live')}
      />
    </SimpleGrid>
  )
}

/** What belongs to a number, and its last 24 hours. */
function Line({ text, values, label }: { text: string; values: number[] | undefined; label: string }) {
  return (
    <>
      {text}
      <div style={{ marginTop: 6 }}>{values && <Sparkline values={values} label={label} width={132} />}</div>
    </>
  )
}
