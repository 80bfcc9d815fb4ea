import { Button, Drawer, Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import { useVersions } from '../../editor/versions'
import { ErrorState } from '../../ui/ErrorState'
import classes from './history.module.css'
import { VersionEntry } from './VersionEntry'

/** Every published version: who, when, why, and how many customers entered it. */
export function HistoryDrawer() {
  const open = useEditor((state) => state.historyOpen)
  const setOpen = useEditor((state) => state.setHistoryOpen)
  const { t } = useTranslation('versions')
  return (
    <Drawer
      opened={open}
      onClose={() => setOpen(false)}
      position="right"
      size={440}
      title={t('history.title')}
    >
      {open && <Versions />}
    </Drawer>
  )
}

function Versions() {
  const { t } = useTranslation('versions')
  const live = useEditor((state) => state.live?.number)
  const versions = useVersions(live)
  if (versions.isPending) return <Skeleton height={160} />
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
  const rows = versions.data.pages.flatMap((page) => page.results)
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('history.none')}
      </Text>
    )
  }
  return (
    <>
      <ol className={classes.versions}>
        {rows.map((version, index) => (
          <VersionEntry
            key={version.number}
            version={version}
            isLive={version.number === live}
            before={rows[index + 1]?.number}
          />
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      )}
    </>
  )
}
