import { VisuallyHidden } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { placeName } from '../graph/placeName'
import { portsAt } from '../graph/ports'
import { edgesOf, exists, placesOf, targetOf } from '../graph/read'
import type { PortAt } from './adding'
import { useFrame } from './context'

/** Says what was done to the drawing, and which way on is selected, to those who do not see it. */
export function Announcer() {
  const { t } = useTranslation('outline')
  const { store, kinds } = useFrame()
  const [said, say] = useState('')
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.document !== before.document) {
          const words = changeWords(t, kinds, before.document, now.document)
          if (words) say(words)
        } else if (now.selectedPort && now.selectedPort !== before.selectedPort) {
          say(portWords(t, kinds, now.document, now.selectedPort))
        }
      }),
    [store, kinds, t],
  )
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}

function changeWords(
  t: TFunction<'outline'>,
  kinds: Kinds,
  before: JourneyDocument,
  now: JourneyDocument,
): string {
  const gone = placesOf(before).filter((id) => !exists(now, id))
  const come = placesOf(now).filter((id) => !exists(before, id))
  if (gone.length) return t('said.removed', { n: gone.length, name: placeName(before, kinds, gone[0] ?? '') })
  if (come.length) return t('said.added', { n: come.length, name: placeName(now, kinds, come[0] ?? '') })
  if (sameWays(before, now)) return ''
  const led = new Map(edgesOf(before).map((edge) => [edge.id, edge]))
  const changed = edgesOf(now).filter((edge) => led.get(edge.id)?.target !== edge.target)
  for (const edge of edgesOf(now)) led.delete(edge.id)
  const edge = changed[0] ?? [...led.values()][0]
  return edge ? portWords(t, kinds, now, { source: edge.source, port: edge.port }) : ''
}

type Places = Record<string, { next?: unknown }>

/** Typing changes a place, not where it leads; that is seen without looking at every edge. */
function sameWays(before: JourneyDocument, now: JourneyDocument): boolean {
  const same = (a: Places, b: Places) =>
    a === b || Object.keys(b).every((id) => a[id] === b[id] || a[id]?.next === b[id]?.next)
  return same(before.triggers, now.triggers) && same(before.steps, now.steps)
}

function portWords(
  t: TFunction<'outline'>,
  kinds: Kinds,
  document: JourneyDocument,
  { source, port }: PortAt,
): string {
  const title = portsAt(document, kinds, source).find(({ name }) => name === port)?.title || t('port.plain')
  const target = targetOf(document, source, port)
  const from = placeName(document, kinds, source)
  if (target === undefined) return t('said.free', { port: title, from })
  return t('said.leads', { port: title, from, to: placeName(document, kinds, target) })
}
