import { useTranslation } from 'react-i18next'
import type { Journey } from '../../api/types'
import { normalise } from '../../graph/normalise'
import type { Column } from '../../ui/DataList'
import { JourneyStamp } from '../../ui/JourneyStamp'
import { TwoLines } from '../../ui/ListBar'
import { count } from '../../ui/numbers'
import { RelativeTime } from '../../ui/RelativeTime'
import { Sparkline } from '../../ui/Sparkline'
import { StateBadge } from '../../ui/StateBadge'
import { useUrlState } from '../../ui/url'
import classes from './journeys.module.css'
import { type Asked, RowMenu } from './RowMenu'
import { TagChips } from './TagChips'

type Hidden = Column<Journey>['hideBelow']

/** Its small drawing, its name, and where it lies when that is not where one looks. */
function NameCell({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const { get } = useUrlState()
  const version = journey.version ? t('version', { n: journey.version }) : t('unpublished')
  const elsewhere = journey.folder && journey.folder !== get('folder')
  return (
    <div className={classes.name}>
      <span className={classes.stamp}>
        <JourneyStamp document={normalise(journey.picture ?? {}, journey.name)} />
      </span>
      <TwoLines first={journey.name} second={elsewhere ? `${journey.folder} · ${version}` : version} />
    </div>
  )
}

export function useJourneyColumns(may: boolean, onAsk: (asked: Asked) => void): Column<Journey>[] {
  const { t } = useTranslation('journeys')
  const number = (id: keyof Journey['numbers'], width: number, hideBelow: Hidden): Column<Journey> => ({
    id,
    title: t(`column.${id}`),
    align: 'right',
    width,
    hideBelow,
    sortBy: (journey) => journey.numbers[id],
    cell: (journey) => count(journey.numbers[id]),
  })
  return [
    {
      id: 'name',
      title: t('column.name'),
      sortBy: (journey) => journey.name,
      cell: (journey) => <NameCell journey={journey} />,
    },
    {
      id: 'tags',
      title: t('tags.label'),
      width: '18%',
      hideBelow: 'md',
      sortBy: (journey) => journey.tags.join(),
      cell: (journey) => <TagChips journey={journey} may={may} />,
    },
    {
      id: 'state',
      title: t('column.state'),
      width: 124,
      sortBy: (journey) => journey.state,
      cell: (journey) => <StateBadge state={journey.state} />,
    },
    number('entered', 84, 'sm'),
    number('active', 96, 'sm'),
    number('sent', 76, 'xl'),
    {
      id: 'spark',
      title: t('column.spark'),
      width: 116,
      hideBelow: 'md',
      cell: (journey) => <Sparkline values={journey.spark} label={t('column.entered')} />,
    },
    {
      id: 'updated',
      title: t('column.updated'),
      width: 108,
      align: 'right',
      hideBelow: 'xl',
      sortBy: (journey) => journey.updated_at,
      cell: (journey) => <RelativeTime at={journey.updated_at} />,
    },
    {
      id: 'acts',
      title: t('column.acts'),
      untitled: true,
      align: 'right',
      width: 52,
      cell: (journey) => <RowMenu journey={journey} may={may} onAsk={onAsk} />,
    },
  ]
}
