import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { placeName } from '../../graph/placeName'
import { portsAt, summaryOf } from '../../graph/ports'
import { kindOf, place } from '../../graph/read'
import type { Line } from '../../graph/walk'
import { reasonWords } from '../../ui/reasons'

interface LineWords {
  what: string
  why: string
}

/** What happened at a line, and why, in words. */
export function useLineWords(line: Line): LineWords {
  const { t } = useTranslation('versions')
  const { t: app } = useTranslation()
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const zone = useEditor((state) => state.walk?.zone)
  const receipt = useEditor((state) =>
    line.kind === 'message' ? (state.script?.receipts[line.message.step] ?? 'sent') : 'sent',
  )
  const portTitle = (port: string) =>
    line.place === null
      ? port
      : (portsAt(document, kinds, line.place).find(({ name }) => name === port)?.title ?? port)
  switch (line.kind) {
    case 'enter':
      return { what: t('line.enters'), why: '' }
    case 'refused':
      return { what: t('line.refused'), why: reasonWords(app, line.reason) }
    case 'wait': {
      const config = line.place === null ? undefined : place(document, line.place)?.config
      const said = line.place === null ? '' : summaryOf(kindOf(document, kinds, line.place), config ?? {})
      const why = said === (line.place && placeName(document, kinds, line.place)) ? '' : said
      const what = line.until ? t('line.waitsUntil', { until: moment(line.until, zone) }) : t('line.waits')
      return { what, why }
    }
    case 'message': {
      const { recipient } = line.message
      const why = recipient ? t('line.to', { recipient }) : t('line.noAddress')
      return { what: t(`line.message.${receipt}`), why }
    }
    case 'leave': {
      const title = portTitle(line.port)
      const why = line.chosen
        ? t('line.chosen')
        : line.reason
          ? reasonWords(app, line.reason)
          : causeWords(line.cause, t)
      return { what: title ? t('line.goesBy', { port: title }) : t('line.goesOn'), why }
    }
    case 'end': {
      const known = ['completed', 'exited', 'failed'] as const
      const status = known.find((name) => name === line.status) ?? 'ended'
      const why = status === 'exited' ? t('line.exitEvent', { event: line.reason }) : line.reason
      return { what: t(`line.end.${status}`), why }
    }
  }
}

type T = ReturnType<typeof useTranslation<'versions'>>['t']

/** "event:purchase", "timer", "report:sent" as people say it; what comes from the step before needs no word. */
function causeWords(cause: string, t: T): string {
  if (cause === 'timer') return t('line.cause.timer')
  if (cause.startsWith('event:$')) return t('line.cause.profile')
  if (cause.startsWith('event:')) return t('line.cause.event', { event: cause.slice(6) })
  if (cause === 'goal') return t('line.cause.goal')
  return ''
}

/** "Tue 3 Mar, 11:00" in the customer's zone. */
function moment(iso: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso))
}
