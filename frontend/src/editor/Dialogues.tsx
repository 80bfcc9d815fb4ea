import { JsonDrawer } from '../json/JsonDrawer'
import { AddDialogue } from '../panels/AddDialogue'
import { ConnectDialogue } from '../panels/ConnectDialogue'
import { FindDialogue } from '../panels/FindDialogue'
import { GalleryDialogue } from '../panels/GalleryDialogue'
import { ArchiveDialogue } from './ArchiveDialogue'
import { AsidesDialogue } from './AsidesDialogue'
import { useEditor } from './context'
import { PublishDialogue } from './PublishDialogue'
import { ResumeDialogue } from './ResumeDialogue'
import { ShortcutsDialogue } from './ShortcutsDialogue'

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
  if (dialogue === 'json') return <JsonDrawer onClose={close} />
  if (dialogue === 'shortcuts') return <ShortcutsDialogue onClose={close} />
  if (dialogue === 'add') return <AddDialogue onClose={close} />
  if (dialogue === 'connect') return <ConnectDialogue onClose={close} />
  if (dialogue === 'find') return <FindDialogue onClose={close} />
  return null
}
