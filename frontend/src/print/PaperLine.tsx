import { useTranslation } from 'react-i18next'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import type { OutlineRow } from '../graph/outline'
import { lookOf } from '../graph/palette'
import { placeName } from '../graph/placeName'
import { summaryOf } from '../graph/ports'
import { kindOf, place } from '../graph/read'
import classes from './print.module.css'

interface PaperLineProps {
  row: OutlineRow
  document: JourneyDocument
  kinds: Kinds
  numbers: Map<string, number>
}

const INDENT = 18

/** A step with what it does in words, or a way on from it with where it leads. */
export function PaperLine({ row, document, kinds, numbers }: PaperLineProps) {
  const { t } = useTranslation('journeys')
  const style = { marginLeft: (row.depth * 2 + (row.row === 'port' ? 1 : 0)) * INDENT }
  if (row.row === 'port') {
    if (!row.named && row.leads === 'below') return null
    const target = row.target === null ? undefined : numbers.get(row.target)
    const leads = target === undefined ? t('paper.ends') : t('paper.goesTo', { n: target })
    return (
      <li className={classes.port} style={style}>
        {row.leads === 'below' ? row.port.title : `${row.port.title} → ${leads}`}
      </li>
    )
  }
  const found = place(document, row.id)
  const kind = kindOf(document, kinds, row.id)
  const name = placeName(document, kinds, row.id)
  const summary = summaryOf(kind, found?.config ?? {})
  return (
    <li className={classes.row} style={style}>
      <strong>
        {row.number !== null && `${row.number}. `}
        {name}
      </strong>{' '}
      <span className={classes.quiet}>
        {kind && lookOf(kind, found?.config ?? {}).title}
        {summary && summary !== name && `: ${summary}`}
      </span>
      {found?.note && <p className={classes.note}>{found.note}</p>}
    </li>
  )
}
