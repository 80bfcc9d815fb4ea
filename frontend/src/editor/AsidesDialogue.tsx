import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconDownload, IconFilePlus, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compare, countOf } from '../graph/compare'
import { notifyDone } from '../ui/notify'
import { RelativeTime } from '../ui/RelativeTime'
import type { Aside } from './asideSlice'
import { useEditor, useFrame } from './context'
import classes from './presence.module.css'
import { download, useSaveAsNew } from './savingAs'
import { isEditable } from './store'

/** Versions of the draft that gave way to another, to be brought back. */
export function AsidesDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('presence')
  const asides = useEditor((state) => state.asides)
  return (
    <Modal opened onClose={onClose} title={t('asides.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {asides.length ? t('asides.text') : t('asides.none')}
        </Text>
        <div>
          {asides.map((aside) => (
            <AsideRow key={aside.at} aside={aside} onClose={onClose} />
          ))}
        </div>
      </Stack>
    </Modal>
  )
}

function AsideRow({ aside, onClose }: { aside: Aside; onClose: () => void }) {
  const { t } = useTranslation('presence')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const dropAside = useEditor((state) => state.dropAside)
  const saveAs = useSaveAsNew()
  const n = useMemo(() => countOf(compare(document, aside.document, kinds)), [document, aside, kinds])
  const bringBack = () => {
    apply(() => aside.document)
    dropAside(aside.at)
    onClose()
    notifyDone(t('asides.back'))
  }
  return (
    <div className={classes.aside}>
      <div>
        <Text size="sm" fw={500}>
          {aside.whose === 'mine'
            ? t('asides.mine')
            : t('asides.theirs', { by: aside.by ?? t('conflict.unknown') })}
          {', '}
          <RelativeTime at={new Date(aside.at).toISOString()} />
        </Text>
        <Text size="xs" c="dimmed">
          {t('asides.differs', { n })}
        </Text>
      </div>
      <Group gap={4}>
        {editable && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={bringBack}
          >
            {t('asides.bringBack')}
          </Button>
        )}
        <ActionIcon
          aria-label={t('saveAs.do')}
          title={t('saveAs.do')}
          loading={saveAs.isPending}
          onClick={() => saveAs.mutate(aside.document)}
        >
          <IconFilePlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('download')} title={t('download')} onClick={() => download(aside.document)}>
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          color="red"
          aria-label={t('asides.delete')}
          title={t('asides.delete')}
          onClick={() => dropAside(aside.at)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  )
}
