import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { addHere, type PortAt } from '../editor/adding'
import { useEditor, useFrame } from '../editor/context'
import { type Addable, addables } from '../graph/palette'
import { StepMenu } from './StepMenu'
import { PortMenu, usePortChoice, useWayWords } from './usePortChoice'

/** What shall stand here; where the selected step has several ways on, first: behind which. */
export function AddDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outline')
  const { store, kinds } = useFrame()
  const words = useWayWords()
  const { port, named, several, mustAsk, ports, choose } = usePortChoice(false)
  const known = useKnownEntry()
  const add = (entry: Addable, behind: PortAt | null) => {
    onClose()
    if (behind && !entry.isTrigger) store.getState().selectPort(behind)
    addHere(store, kinds, entry)
  }
  const done = known !== undefined && (known.isTrigger || !mustAsk)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when nothing is left to be asked
  useEffect(() => {
    if (known && done) add(known, port)
  }, [done])
  if (done) return null
  const title = port && several ? t('add.behind', { port: words(named ?? undefined) }) : t('add.title')
  return (
    <Modal opened onClose={onClose} title={mustAsk ? t('port.which') : title} size={330} returnFocus={false}>
      {mustAsk ? (
        <PortMenu ports={ports} onPick={choose} />
      ) : (
        <StepMenu withTriggers triggersLast={port !== null} onPick={(entry) => add(entry, port)} />
      )}
    </Modal>
  )
}

/** What was chosen in the search, which leaves only the way on to be asked for. */
function useKnownEntry(): Addable | undefined {
  const { catalogue } = useFrame()
  const key = useEditor((state) => state.adding)
  return key === null ? undefined : addables(catalogue).find((entry) => entry.key === key)
}
