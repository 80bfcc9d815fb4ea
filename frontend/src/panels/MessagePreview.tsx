import { Skeleton } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../api/hooks'
import type { MessageLook } from '../editor/api'
import { ChannelLook } from '../messages/ChannelLook'
import { FIRST_VIEW, LookTools } from '../messages/LookTools'
import { ErrorState } from '../ui/ErrorState'
import classes from './message.module.css'
import { PreviewNotes } from './PreviewNotes'
import { ReaderPick } from './ReaderPick'
import type { Reader, Shown } from './useMessageLook'

interface MessagePreviewProps extends Shown {
  reader: Reader | null
  onPick: (reader: Reader | null) => void
}

/** What the customer will get, rendered by the server, as the channel shows it. */
export function MessagePreview({ look, error, stale, reader, onPick }: MessagePreviewProps) {
  const { t } = useTranslation('forms')
  const sender = useWorkspace()?.name ?? ''
  const [view, setView] = useState(FIRST_VIEW)
  const { body, isOld, isBroken } = useReadableBody(look)
  const channel = look?.channel ?? 'email'
  return (
    <section className={classes.look} aria-label={t('preview.title')}>
      <div className={classes.tools}>
        <ReaderPick reader={reader} onPick={onPick} />
        <LookTools channel={channel} view={view} onChange={setView} />
      </div>
      {error ? (
        <ErrorState error={error} onRetry={() => onPick(null)} />
      ) : look ? (
        <>
          <ChannelLook
            channel={channel}
            body={view.part === 'text' && channel === 'email' ? { ...body, html: '' } : body}
            sender={sender}
            device={view.device}
            scheme={view.scheme}
            isOld={isOld}
          />
          <PreviewNotes look={look} reader={reader} stale={stale} isOld={isOld} isBroken={isBroken} />
        </>
      ) : (
        <Skeleton height={320} />
      )}
    </section>
  )
}

/** While the message cannot be rendered, in the middle of a word, the last page that could be stays. */
function useReadableBody(look: MessageLook | undefined) {
  const last = useRef('')
  const isBroken = look?.problems.some(
    ({ path, severity }) => (path === '/html' || path === '/mjml') && severity === 'error',
  )
  if (look && !isBroken) last.current = look.html
  const isOld = Boolean(isBroken && last.current)
  return { body: { ...look?.body, html: last.current }, isOld, isBroken: Boolean(isBroken && !isOld) }
}
