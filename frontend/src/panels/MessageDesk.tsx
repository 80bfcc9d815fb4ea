import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { placeName } from '../graph/placeName'
import classes from './message.module.css'

interface MessageDeskProps {
  id: string
  form: ReactNode
  preview: ReactNode
  test: ReactNode
  onClose: () => void
}

/** Room for the whole message: what is written on the left, what the customer gets on the right. */
export function MessageDesk({ id, form, preview, test, onClose }: MessageDeskProps) {
  const { t } = useTranslation('forms')
  const { kinds } = useFrame()
  const name = useEditor((state) => placeName(shownDocument(state), kinds, id))
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={t('content.deskTitle', { name })}
      classNames={{ content: classes.deskContent, body: classes.deskBody }}
    >
      <div className={classes.sides}>
        <div className={classes.side}>{form}</div>
        <div className={classes.side}>
          {preview}
          {test}
        </div>
      </div>
    </Modal>
  )
}
