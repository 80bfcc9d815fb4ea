import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { keyWords } from '../editor/keys'
import { useProblems } from '../editor/problems'
import { isEditable, shownDocument } from '../editor/store'
import classes from './outline.module.css'

/** The journey in a sentence, and the keys with which one writes it here. */
export function OutlineHead() {
  const { t } = useTranslation('outline')
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const layer = useEditor((state) => state.layer)
  const problems = useProblems()
  const exits = document.exits.map((exit) => exit.event).filter(Boolean)
  const facts = [
    t('head.steps', {
      triggers: Object.keys(document.triggers).length,
      steps: Object.keys(document.steps).length,
    }),
    exits.length ? t('head.exits', { events: exits.join(', ') }) : '',
    layer === 'draft' && problems.length ? t('head.problems', { n: problems.length }) : '',
  ]
  return (
    <header className={classes.head}>
      <p className={classes.facts}>{facts.filter(Boolean).join(' ')}</p>
      {editable && (
        <p className={classes.hints}>
          {(['/', 'C', 'Enter', 'F2', 'Delete', '?'] as const).map((key) => (
            <span key={key}>
              <kbd>{keyWords(key)}</kbd> {t(`hint.${HINTS[key]}`)}
            </span>
          ))}
        </p>
      )}
    </header>
  )
}

const HINTS = {
  '/': 'add',
  C: 'connect',
  Enter: 'settings',
  F2: 'rename',
  Delete: 'delete',
  '?': 'all',
} as const
