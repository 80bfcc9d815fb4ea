import { Button, Group, Modal, Text } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortAt } from '../editor/adding'
import { useEditor, useFrame } from '../editor/context'
import { canConnect, connect, disconnect } from '../graph/operations'
import { targetOf } from '../graph/read'
import { PlaceMenu } from './PlaceMenu'
import { PortMenu, usePortChoice, useWayWords } from './usePortChoice'

/** Where a port leads: an existing step from a list, or nowhere. */
export function ConnectDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outline')
  const words = useWayWords()
  const { port, named, mustAsk, ports, choose } = usePortChoice(true)
  const title = port ? t('connect.from', { port: words(named ?? undefined) }) : t('connect.title')
  return (
    <Modal opened onClose={onClose} title={mustAsk ? t('port.which') : title} size={380} returnFocus={false}>
      {mustAsk ? (
        <PortMenu ports={ports} onPick={choose} />
      ) : port ? (
        <Targets port={port} onClose={onClose} />
      ) : (
        <Text size="sm">{t('connect.noPorts')}</Text>
      )}
    </Modal>
  )
}

function Targets({ port: { source, port }, onClose }: { port: PortAt; onClose: () => void }) {
  const { t } = useTranslation('outline')
  const { store, kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const target = targetOf(document, source, port)
  const fits = useCallback(
    (id: string) => id !== target && canConnect(document, kinds, source, port, id),
    [document, kinds, source, port, target],
  )
  const set = (next: string | null) => {
    const { apply, selectedPort, viewport } = store.getState()
    onClose()
    apply((current) =>
      next === null ? disconnect(current, source, port) : connect(current, kinds, source, port, next),
    )
    if (selectedPort) store.getState().selectPort({ source, port })
    viewport?.show(source)
  }
  return (
    <>
      <PlaceMenu label={t('connect.search')} fits={fits} onPick={set} />
      {target !== undefined && (
        <Group px={8} pb={8}>
          <Button variant="default" size="xs" onClick={() => set(null)}>
            {t('connect.nowhere')}
          </Button>
        </Group>
      )}
    </>
  )
}
