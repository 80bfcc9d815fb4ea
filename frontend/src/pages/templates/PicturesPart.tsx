import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useMay, useReread } from '../../api/hooks'
import { Pictures } from '../../mail/ImageInput'
import type { Picture } from '../../mail/images'
import { Card } from '../../ui/Card'
import { Code } from '../../ui/Code'
import { useConfirm } from '../../ui/Confirm'

/** Uploaded pictures: look at one, take its address, delete it. */
export function PicturesPart() {
  const { t } = useTranslation('templates')
  const [open, setOpen] = useState<Picture | null>(null)
  return (
    <Card title={t('view.pictures')}>
      <Pictures onPick={setOpen} />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.name} size="lg">
        {open && <OnePicture picture={open} onGone={() => setOpen(null)} />}
      </Modal>
    </Card>
  )
}

function OnePicture({ picture, onGone }: { picture: Picture; onGone: () => void }) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const reread = useReread()
  const confirm = useConfirm({
    title: t('picture.deleteAsk', { name: picture.name }),
    text: t('picture.deleteLine'),
    act: t('picture.deleteDo'),
    onConfirm: async () => {
      await api.delete(`/images/${picture.id}`)
      await reread('/images')
      onGone()
    },
  })
  return (
    <>
      <img
        src={picture.url}
        alt={picture.name}
        style={{ maxWidth: '100%', maxHeight: 420, display: 'block' }}
      />
      <Text size="sm" c="dimmed" my="sm">
        {t('picture.size', {
          width: picture.width,
          height: picture.height,
          kb: Math.ceil(picture.size / 1024),
        })}
      </Text>
      <Code text={picture.url} />
      {may.edit && (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={confirm.ask}>
            {t('picture.delete')}
          </Button>
        </Group>
      )}
      {confirm.dialogue}
    </>
  )
}
