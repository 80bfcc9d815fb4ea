import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../../api/client'
import { journeyApi } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import { shownDocument } from '../../editor/store'
import { placeName } from '../../graph/placeName'
import { portsAt } from '../../graph/ports'
import { exists } from '../../graph/read'
import { exact } from '../../ui/clock'
import { ErrorState } from '../../ui/ErrorState'
import classes from './live.module.css'
import { momentWords } from './personWords'
import { portWords } from './portWords'

/** Every move of one run, in order. */
export function RunWay({ run }: { run: string }) {
  const { t } = useTranslation('live')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const { data, error } = useQuery({
    queryKey: [currentWorkspace(), 'run', run],
    queryFn: () => journeyApi.run(run),
  })
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeleton h={60} mt={6} />
  const nameOf = (step: string | null, name: string | null) =>
    name || (step && exists(document, step) ? placeName(document, kinds, step) : step) || '–'
  return (
    <ol className={classes.way} aria-label={t('person.way')}>
      {data.moves.map((move) => {
        const title = portsAt(document, kinds, move.step ?? '').find(({ name }) => name === move.port)?.title
        const at = new Date(move.at)
        return (
          <li key={`${move.visit}:${move.port}:${move.at}`}>
            <time dateTime={move.at} title={exact(at)}>
              {momentWords(at, new Date())}
            </time>
            <span>
              {nameOf(move.step, move.step_name)}
              <span className={classes.wayPort}>
                {' '}
                {move.port === '' ? t('person.stands') : portWords(t, move.port, title)}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
