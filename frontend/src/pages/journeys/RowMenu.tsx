import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconCopy,
  IconDots,
  IconDownload,
  IconFolderSymlink,
  IconPencil,
  IconPlayerPause,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../api/types'
import { canArchive, canDelete, canPause, useJourneyActs } from './useJourneyActs'

/** What a dialogue is about to do, and to which journeys. */
export interface Asked {
  what: 'rename' | 'tags' | 'move' | 'pause' | 'archive' | 'delete'
  journeys: Journey[]
}

interface RowMenuProps {
  journey: Journey
  may: boolean
  onAsk: (asked: Asked) => void
}

export function RowMenu({ journey, may, onAsk }: RowMenuProps) {
  const { t } = useTranslation('journeys')
  const { duplicate, exportFile } = useJourneyActs()
  const item = (what: Asked['what'], icon: ReactNode, color?: string) => (
    <Menu.Item leftSection={icon} c={color} onClick={() => onAsk({ what, journeys: [journey] })}>
      {t(`menu.${what}`)}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          aria-label={t('menu.title', { name: journey.name })}
          loading={duplicate.isPending || exportFile.isPending}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may && item('rename', <IconPencil size={16} aria-hidden />)}
        {may && item('tags', <IconTag size={16} aria-hidden />)}
        {may && item('move', <IconFolderSymlink size={16} aria-hidden />)}
        {may && (
          <Menu.Item
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => duplicate.mutate(journey)}
          >
            {t('menu.duplicate')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => exportFile.mutate(journey.slug)}
        >
          {t('menu.export')}
        </Menu.Item>
        {may && (canPause(journey) || canArchive(journey) || canDelete(journey)) && <Menu.Divider />}
        {may && canPause(journey) && item('pause', <IconPlayerPause size={16} aria-hidden />)}
        {may &&
          canArchive(journey) &&
          item('archive', <IconArchive size={16} aria-hidden />, 'var(--sj-bad)')}
        {may && canDelete(journey) && item('delete', <IconTrash size={16} aria-hidden />, 'var(--sj-bad)')}
      </Menu.Dropdown>
    </Menu>
  )
}
