import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addHere } from '../editor/adding'
import { useFrame } from '../editor/context'
import { StepMenu } from './StepMenu'
import { PortMenu, usePortChoice, useWayWords } from './usePortChoice'

/** What shall stand here; where the selected step has several ways on, first: behind which. */
export function AddDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outline')
  const { store, kinds } = useFrame()
  const words = useWayWords()
  const { port, named, several, mustAsk, ports, choose } = usePortChoice(false)
  const title = port && several ? t('add.behind', { port: words(named ?? undefined) }) : t('add.title')
  return (
    <Modal opened onClose={onClose} title={mustAsk ? t('port.which') : title} size={330} returnFocus={false}>
      {mustAsk ? (
        <PortMenu ports={ports} onPick={choose} />
      ) : (
        <StepMenu
          withTriggers
          onPick={(entry) => {
            onClose()
            if (port && !entry.isTrigger) store.getState().selectPort(port)
            addHere(store, kinds, entry)
          }}
        />
      )}
    </Modal>
  )
}
