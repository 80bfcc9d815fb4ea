import { Select, UnstyledButton } from '@mantine/core'
import { IconFolder, IconFolderOpen, IconRoute } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/hooks'
import { useUrlState } from '../../ui/url'
import { lastName, useFile, useFiling } from './filing'
import classes from './journeys.module.css'

/** What a dragged row carries: the slugs of the journeys. */
export const DRAGGED = 'application/x-sojourn-journeys'

/** The folders beside the list; a row dropped on one moves there. */
export function FolderTree() {
  const { t } = useTranslation('journeys')
  const { folders } = useFiling()
  if (folders.length === 0) return null
  return (
    <nav className={classes.folders} aria-label={t('folders.title')}>
      <FolderButton path="" name={t('folders.all')} />
      {folders.map((folder) => (
        <FolderButton
          key={folder.name}
          path={folder.name}
          name={lastName(folder.name)}
          count={folder.count}
        />
      ))}
    </nav>
  )
}

interface FolderButtonProps {
  path: string
  name: string
  count?: number
}

function FolderButton({ path, name, count }: FolderButtonProps) {
  const { get, change } = useUrlState()
  const may = useMay()
  const file = useFile()
  const [over, setOver] = useState(false)
  const here = get('folder') === path
  const Icon = path === '' ? IconRoute : here ? IconFolderOpen : IconFolder
  const depth = path === '' ? 0 : path.split('/').length - 1
  const allow = (event: DragEvent) => {
    if (!may.edit || !event.dataTransfer.types.includes(DRAGGED)) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    file.mutate({ journeys: JSON.parse(event.dataTransfer.getData(DRAGGED)) as string[], folder: path })
  }
  return (
    <UnstyledButton
      className={classes.folder}
      style={{ paddingLeft: 8 + depth * 16 }}
      aria-current={here ? 'true' : undefined}
      data-over={over || undefined}
      onClick={() => change({ folder: path || null })}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon size={16} aria-hidden />
      <span className={classes.folderName}>{name}</span>
      {count !== undefined && <span className="num">{count}</span>}
    </UnstyledButton>
  )
}

/** The same where there is no room beside the list. */
export function FolderSelect() {
  const { t } = useTranslation('journeys')
  const { folders } = useFiling()
  const { get, change } = useUrlState()
  if (folders.length === 0) return null
  return (
    <Select
      className={classes.folderSelect}
      aria-label={t('folders.title')}
      placeholder={t('folders.all')}
      leftSection={<IconFolder size={16} aria-hidden />}
      data={folders.map((folder) => folder.name)}
      value={get('folder') || null}
      onChange={(folder) => change({ folder })}
      clearable
      w={220}
    />
  )
}
