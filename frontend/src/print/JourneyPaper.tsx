/** A journey on paper: the whole drawing on one page, and behind it the same as a list. */
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { outlineOf } from '../graph/outline'
import { exact } from '../ui/clock'
import { JourneyDrawing } from './JourneyDrawing'
import { PaperLine } from './PaperLine'
import classes from './print.module.css'
import { usePrinting } from './usePrinting'

export function JourneyPaper() {
  return usePrinting() ? <Sheets /> : null
}

function Sheets() {
  const { t } = useTranslation(['journeys', 'app'])
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const state = useEditor((editor) => editor.state)
  const outline = outlineOf(document, kinds)
  const rows = [...outline.triggers, ...outline.steps, ...outline.unreached]
  return (
    <div className={classes.paper} data-paper>
      <section className={classes.drawing}>
        <h1 className={classes.title}>{document.name}</h1>
        <p className={classes.line}>
          {t('paper.line', { state: t(`app:state.${state}`), at: exact(new Date()) })}
        </p>
        {document.description && <p className={classes.line}>{document.description}</p>}
        <JourneyDrawing document={document} kinds={kinds} />
      </section>
      <section className={classes.list}>
        <h2 className={classes.title}>{t('paper.list')}</h2>
        <ol className={classes.rows}>
          {rows.map((row) => (
            <PaperLine key={row.key} row={row} document={document} kinds={kinds} numbers={outline.numbers} />
          ))}
        </ol>
      </section>
    </div>
  )
}
