import { useTranslation } from 'react-i18next'
import { type Comparison, isSame, ownEdges } from '../graph/compare'
import type { JourneyDocument } from '../graph/document'
import { EdgeLine, JourneyLine, PlaceLine } from './differenceLines'
import classes from './versions.module.css'

export interface DifferenceListProps {
  comparison: Comparison
  before: JourneyDocument
  after: JourneyDocument
  /** Shows a place on the canvas; without it the list only tells. */
  onJump?: (id: string) => void
}

/** What differs between two documents, in words: settings old and new, places, edges, the journey itself. */
export function DifferenceList({ comparison, before, after, onJump }: DifferenceListProps) {
  const { t } = useTranslation('versions')
  const sides = { before, after, onJump }
  const moved = comparison.moved.length
  return (
    <div>
      {isSame(comparison) && <p className={classes.nothing}>{t('difference.none')}</p>}
      <ul className={classes.differences}>
        {comparison.journey.map((change) => (
          <JourneyLine key={change.field} change={change} />
        ))}
        {comparison.places.map((change) => (
          <PlaceLine key={change.id} change={change} {...sides} />
        ))}
        {ownEdges(comparison).map((change) => (
          <EdgeLine key={change.id} change={change} {...sides} />
        ))}
      </ul>
      {moved > 0 && <p className={classes.quiet}>{t('difference.moved', { n: moved })}</p>}
    </div>
  )
}
