import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortAt } from '../editor/adding'
import { useEditor, useFrame } from '../editor/context'
import { placeName } from '../graph/placeName'
import { type Port, portsAt } from '../graph/ports'
import { targetOf } from '../graph/read'
import { PickList } from './PickList'

/** What a way on is called: its own word, else "Next". */
export function useWayWords() {
  const { t } = useTranslation('outline')
  return useCallback((port: Port | undefined) => port?.title || t('port.plain'), [t])
}

/**
 * The port that a dialogue is about: the selected one, else the only one of the selected place that is
 * always there; where there are several, it must be asked for.
 */
export function usePortChoice(withOptional: boolean) {
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const id = useEditor((state) => (state.selected.length === 1 ? state.selected[0] : undefined))
  const selectedPort = useEditor((state) => state.selectedPort)
  const [chosen, choose] = useState<PortAt | null>(selectedPort)
  const ports = useMemo(() => (id === undefined ? [] : portsAt(document, kinds, id)), [document, kinds, id])
  const plain = ports.filter((port) => withOptional || !port.optional)
  const only = plain.length === 1 && plain[0] && id !== undefined ? { source: id, port: plain[0].name } : null
  const port = chosen ?? only
  return {
    port,
    named: port && ports.find((each) => each.name === port.port),
    several: ports.length > 1,
    mustAsk: port === null && plain.length > 1,
    ports,
    choose: (name: string) => id !== undefined && choose({ source: id, port: name }),
  }
}

interface PortMenuProps {
  ports: Port[]
  onPick: (name: string) => void
}

/** The ways on from the selected step, each with where it leads now. */
export function PortMenu({ ports, onPick }: PortMenuProps) {
  const { t } = useTranslation('outline')
  const { kinds } = useFrame()
  const words = useWayWords()
  const document = useEditor((state) => state.document)
  const id = useEditor((state) => state.selected[0])
  const find = useCallback(
    (search: string) => {
      const line = (port: Port) => {
        const target = id === undefined ? undefined : targetOf(document, id, port.name)
        return target === undefined
          ? t('port.free')
          : t('port.to', { name: placeName(document, kinds, target) })
      }
      const choices = ports
        .filter((port) => words(port).toLowerCase().includes(search.trim().toLowerCase()))
        .map((port) => ({ key: port.name, label: words(port), line: line(port) }))
      return choices.length ? [{ title: '', choices }] : []
    },
    [ports, document, kinds, id, t, words],
  )
  return <PickList label={t('port.ask')} nothing={t('port.nothing')} find={find} onPick={onPick} />
}
