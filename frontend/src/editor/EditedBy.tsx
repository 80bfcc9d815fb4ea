import { useTranslation } from 'react-i18next'
import { usePeersAt } from './company'
import classes from './presence.module.css'

/** Above the settings of a step that somebody else is writing in. */
export function EditedBy({ id }: { id: string }) {
  const { t } = useTranslation('presence')
  const editor = usePeersAt(id).find((peer) => peer.editing === id)
  return (
    <div role="status">
      {editor && (
        <div className={`${classes.peer} ${classes.note}`} data-colour={editor.colour}>
          {t('here.editingNote', { name: editor.name })}
        </div>
      )}
    </div>
  )
}
