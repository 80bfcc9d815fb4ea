import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { shownDocument } from '../editor/store'
import { place } from '../graph/read'
import { EdgePanel } from './EdgePanel'
import { JourneySettings } from './JourneySettings'
import { ManyPanel } from './ManyPanel'
import classes from './panels.module.css'
import { StepPanel } from './StepPanel'

/** The right side: what is selected, or the journey itself. */
export function Inspector() {
  const { t } = useTranslation('editor')
  const selected = useEditor((state) => state.selected)
  const selectedEdge = useEditor((state) => state.selectedEdge)
  const tab = useEditor((state) => state.tab)
  const only = selected.length === 1 ? selected[0] : undefined
  const known = useEditor((state) => only !== undefined && place(shownDocument(state), only) !== undefined)
  const wide = known && tab === 'content'
  return (
    <aside className={classes.inspector} data-wide={wide || undefined} aria-label={t('inspector.title')}>
      {only !== undefined && known ? (
        <StepPanel key={only} id={only} />
      ) : selectedEdge ? (
        <EdgePanel id={selectedEdge} />
      ) : selected.length > 1 ? (
        <ManyPanel ids={selected} />
      ) : (
        <JourneySettings />
      )}
    </aside>
  )
}
