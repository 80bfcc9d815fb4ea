import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import { shownDocument } from '../../editor/store'
import { edgeWidth, flowsOf } from '../../graph/flows'
import { compact } from '../figures'
import classes from './live.module.css'

/** What the width of an edge stands for. */
export function Legend() {
  const { t } = useTranslation('live')
  const document = useEditor(shownDocument)
  const steps = useEditor((state) => state.counters?.steps) ?? {}
  const most = Math.max(0, ...[...flowsOf(document, steps).values()].map((flow) => flow.count))
  const marks = [...new Set([0, Math.round(most / 4), most])].sort((a, b) => a - b)
  return (
    <figure className={classes.legend} data-covers>
      <figcaption>{t('legend')}</figcaption>
      {marks.map((n) => (
        <span key={n} className={classes.legendMark}>
          <svg width={28} height={14} aria-hidden="true">
            <line
              x1={1}
              x2={27}
              y1={7}
              y2={7}
              strokeWidth={edgeWidth(n, most)}
              className={n === 0 ? classes.legendNone : classes.legendLine}
            />
          </svg>
          {compact(n)}
        </span>
      ))}
    </figure>
  )
}
