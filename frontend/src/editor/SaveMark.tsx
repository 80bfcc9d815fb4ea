import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from './context'
import classes from './editor.module.css'
import type { SaveState } from './savingSlice'

const ICONS: Record<SaveState, typeof IconCheck> = {
  saved: IconCheck,
  unsaved: IconLoader2,
  saving: IconLoader2,
  kept: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
  stopped: IconCloudOff,
}

/** "Saved", "Saving", "Offline, kept here"; said aloud when it changes for the worse. */
export function SaveMark() {
  const { t } = useTranslation('editor')
  const { t: p } = useTranslation('presence')
  const saving = useEditor((state) => state.saving)
  const refusal = useEditor((state) => state.refusal)
  const readOnly = useEditor((state) => state.readOnly)
  const unkept = useEditor((state) => state.unkept && state.document !== state.savedDocument)
  if (readOnly && saving !== 'stopped') return null
  const Icon = ICONS[saving]
  return (
    <Tooltip label={unkept ? p('unkept') : refusal || t(`save.help.${saving}`)} multiline maw={300}>
      <span className={classes.save} data-state={unkept ? 'refused' : saving} role="status">
        <Icon size={14} aria-hidden />
        {t(`save.${saving}`)}
      </span>
    </Tooltip>
  )
}
