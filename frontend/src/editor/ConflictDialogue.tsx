import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconDownload, IconEye, IconFilePlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compare } from '../graph/compare'
import type { JourneyDocument } from '../graph/document'
import { DifferenceList } from '../panels/DifferenceList'
import { useEditor, useFrame } from './context'
import classes from './presence.module.css'
import { download, useSaveAsNew } from './savingAs'

/** Somebody else saved what I changed too. Nothing is sent until one of the two is chosen. */
export function ConflictDialogue() {
  const { t } = useTranslation('presence')
  const { kinds } = useFrame()
  const theirs = useEditor((state) => state.theirs)
  const mine = useEditor((state) => state.document)
  const looking = useEditor((state) => state.review !== null)
  const showDifference = useEditor((state) => state.showDifference)
  const keepMine = useEditor((state) => state.keepMine)
  const takeTheirs = useEditor((state) => state.takeTheirs)
  const saveAs = useSaveAsNew()
  if (!theirs || looking) return null
  const by = theirs.by ?? t('conflict.unknown')
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      size="xl"
      title={t('conflict.title', { by: theirs.by ?? t('someone') })}
    >
      <Stack gap="md">
        <Text size="sm">{t('conflict.text')}</Text>
        <div className={classes.sides}>
          {theirs.base ? (
            <>
              <SideList title={t('conflict.mine')} before={theirs.base} after={mine} />
              <SideList title={t('conflict.theirs', { by })} before={theirs.base} after={theirs.document} />
            </>
          ) : (
            <SideList title={t('conflict.differs')} before={theirs.document} after={mine} />
          )}
        </div>
        <Group gap="xs">
          <Button
            variant="subtle"
            leftSection={<IconEye size={16} aria-hidden />}
            onClick={() =>
              showDifference(
                { key: 'theirs', document: theirs.document },
                { key: 'draft', document: mine },
                kinds,
              )
            }
          >
            {t('conflict.drawing')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => download(mine)}
          >
            {t('download')}
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button
            variant="default"
            leftSection={<IconFilePlus size={16} aria-hidden />}
            loading={saveAs.isPending}
            onClick={() => saveAs.mutate(mine, { onSuccess: takeTheirs })}
          >
            {t('conflict.saveAs')}
          </Button>
          <Button variant="default" onClick={takeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onClick={keepMine}>{t('conflict.keepMine')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface SideListProps {
  title: string
  before: JourneyDocument
  after: JourneyDocument
}

function SideList({ title, before, after }: SideListProps) {
  const { kinds } = useFrame()
  const comparison = useMemo(() => compare(before, after, kinds), [before, after, kinds])
  return (
    <section className={classes.side}>
      <h3>{title}</h3>
      <DifferenceList comparison={comparison} before={before} after={after} />
    </section>
  )
}
