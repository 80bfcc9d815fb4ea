import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { spanWords } from '../graph/words'
import type { Facts } from './api'

/** What one customer can come to get at worst, and how long a run can take. */
export function FactList({ facts }: { facts: Facts }) {
  const { t } = useTranslation('editor')
  const { messages_per_run: run, messages_per_week: week, longest_run_seconds: longest } = facts
  const lines = [
    week === null ? t('facts.weekUnbounded') : t('facts.week', { n: week }),
    run === null ? t('facts.runUnbounded') : run !== week ? t('facts.run', { n: run }) : '',
    longest === null
      ? t('facts.longUnbounded')
      : longest > 0
        ? t('facts.long', { time: spanWords(longest) })
        : '',
  ]
  return (
    <List size="sm" spacing={4}>
      {lines.filter(Boolean).map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}
