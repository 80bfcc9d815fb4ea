import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { place } from '../graph/read'
import { AddDialogue } from '../panels/AddDialogue'
import { ConnectDialogue } from '../panels/ConnectDialogue'
import { FindDialogue } from '../panels/FindDialogue'
import { GalleryDialogue } from '../panels/GalleryDialogue'
import { JsonView } from '../ui/Code'
import { ArchiveDialogue } from './ArchiveDialogue'
import { AsidesDialogue } from './AsidesDialogue'
import { useEditor } from './context'
import { PublishDialogue } from './PublishDialogue'
import { ResumeDialogue } from './ResumeDialogue'
import { ShortcutsDialogue } from './ShortcutsDialogue'
import { shownDocument } from './store'

/** The one dialogue that is open. */
export function Dialogues() {
  const dialogue = useEditor((state) => state.dialogue)
  const open = useEditor((state) => state.open)
  const close = () => open(null)
  if (dialogue === 'publish') return <PublishDialogue onClose={close} />
  if (dialogue === 'resume') return <ResumeDialogue onClose={close} />
  if (dialogue === 'archive') return <ArchiveDialogue onClose={close} />
  if (dialogue === 'gallery') return <GalleryDialogue onClose={close} />
  if (dialogue === 'asides') return <AsidesDialogue onClose={close} />
  if (dialogue === 'json') return <JsonDialogue onClose={close} />
  if (dialogue === 'shortcuts') return <ShortcutsDialogue onClose={close} />
  if (dialogue === 'add') return <AddDialogue onClose={close} />
  if (dialogue === 'connect') return <ConnectDialogue onClose={close} />
  if (dialogue === 'find') return <FindDialogue onClose={close} />
  return null
}

/** The selected step as JSON, or the whole journey. */
function JsonDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const document = useEditor(shownDocument)
  const only = useEditor((state) => (state.selected.length === 1 ? state.selected[0] : undefined))
  const shown = (only !== undefined && place(document, only)) || document
  return (
    <Modal opened onClose={onClose} title={only ? t('json.step', { id: only }) : t('json.journey')} size="xl">
      <JsonView value={shown} maxHeight="70vh" />
    </Modal>
  )
}
