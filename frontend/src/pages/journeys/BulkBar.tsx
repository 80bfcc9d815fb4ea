import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArchive, IconFolderSymlink, IconPlayerPause, IconTag, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../api/types'
import type { Picking } from '../../ui/picking'
import classes from './journeys.module.css'
import type { Asked } from './RowMenu'
import { canArchive, canPause } from './useJourneyActs'

interface BulkBarProps {
  picking: Picking<Journey>
  onAsk: (asked: Asked) => void
}

/** What can be done to all the journeys that are picked; an act takes those that it fits. */
export function BulkBar({ picking, onAsk }: BulkBarProps) {
  const { t } = useTranslation('journeys')
  const { picked, clear } = picking
  const [pausable, archivable] = [picked.filter(canPause), picked.filter(canArchive)]
  if (picked.length === 0) return null
  return (
    <section className={classes.bulk} aria-label={t('bulk.title')}>
      <span className={classes.bulkCount} role="status">
        {t('bulk.count', { n: picked.length })}
      </span>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTag size={14} aria-hidden />}
        onClick={() => onAsk({ what: 'tags', journeys: picked })}
      >
        {t('bulk.tags')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFolderSymlink size={14} aria-hidden />}
        onClick={() => onAsk({ what: 'move', journeys: picked })}
      >
        {t('bulk.move')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPause size={14} aria-hidden />}
        disabled={pausable.length === 0}
        onClick={() => onAsk({ what: 'pause', journeys: pausable })}
      >
        {t('bulk.pause')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArchive size={14} aria-hidden />}
        disabled={archivable.length === 0}
        onClick={() => onAsk({ what: 'archive', journeys: archivable })}
      >
        {t('bulk.archive')}
      </Button>
      <Tooltip label={t('bulk.clear')}>
        <ActionIcon aria-label={t('bulk.clear')} onClick={clear}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </section>
  )
}
