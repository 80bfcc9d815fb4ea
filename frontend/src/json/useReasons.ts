import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoJourney } from '../graph/readJourney'

/** Why a text or a file is no journey, and what to do about it. */
export function useReasons() {
  const { t } = useTranslation('outline')
  return useCallback(
    (problem: NoJourney): string => {
      if (problem.code === 'syntax') return t('reason.syntax', { line: problem.line, column: problem.column })
      const kinds = problem.code === 'unknown_kinds' ? problem.kinds.slice(0, 5).join(', ') : ''
      return t(`reason.${problem.code}`, { kinds })
    },
    [t],
  )
}
