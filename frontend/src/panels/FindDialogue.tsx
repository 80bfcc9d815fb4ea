import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { PlaceMenu } from './PlaceMenu'

/** Goes to a trigger or step that is looked for by its words. */
export function FindDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outline')
  const reveal = useEditor((state) => state.reveal)
  return (
    <Modal opened onClose={onClose} title={t('find.title')} size={420} returnFocus={false}>
      <PlaceMenu
        label={t('find.search')}
        onPick={(id) => {
          onClose()
          reveal(id)
        }}
      />
    </Modal>
  )
}
