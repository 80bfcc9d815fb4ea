import { Button } from '@mantine/core'
import { IconDownload, IconFilePlus, IconLogin2 } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { currentWorkspace, signInAddress } from '../api/client'
import { hurry } from '../api/live'
import { queryClient } from '../api/queries'
import { useEditor } from './context'
import classes from './presence.module.css'
import { download, useSaveAsNew } from './savingAs'
import type { StopReason } from './savingSlice'

/** Why the draft is no longer sent, that it is kept, and what to do. */
export function StoppedNotice() {
  const { t } = useTranslation('presence')
  const stopped = useEditor((state) => state.stopped)
  const unsaved = useEditor((state) => state.document !== state.savedDocument)
  if (!stopped) return null
  const saved = stopped === 'role' && !unsaved
  return (
    <div role="alert" className={classes.notice}>
      <span className={classes.noticeText}>
        <strong>{t(`stopped.${stopped}.title`)}</strong>{' '}
        {saved ? t('stopped.roleSaved') : t(`stopped.${stopped}.text`)}
      </span>
      {stopped === 'signedOut' ? <SignIn /> : <WaysOut reason={stopped} unsaved={unsaved} />}
    </div>
  )
}

function WaysOut({ reason, unsaved }: { reason: StopReason; unsaved: boolean }) {
  const { t } = useTranslation('presence')
  const document = useEditor((state) => state.document)
  const navigate = useNavigate()
  const saveAs = useSaveAsNew()
  if (reason === 'role' && !unsaved) return null
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => download(document)}
      >
        {t('download')}
      </Button>
      {reason !== 'role' && (
        <Button
          size="xs"
          leftSection={<IconFilePlus size={14} aria-hidden />}
          loading={saveAs.isPending}
          onClick={() =>
            saveAs.mutate(document, {
              onSuccess: (journey) => void navigate(`/w/${currentWorkspace()}/journeys/${journey.slug}`),
            })
          }
        >
          {t('saveAs.do')}
        </Button>
      )}
    </>
  )
}

const ASK_MS = 2000

/** Signing in happens beside this page, which looks whether it has happened and then goes on. */
function SignIn() {
  const { t } = useTranslation('presence')
  const resume = useEditor((state) => state.resume)
  const beside = useRef<Window | null>(null)
  useEffect(() => {
    const look = async () => {
      const answer = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null)
      if (!answer?.ok) return
      beside.current?.close()
      resume()
      hurry()
      void queryClient.invalidateQueries()
    }
    const timer = setInterval(() => void look(), ASK_MS)
    const back = () => void look()
    window.addEventListener('focus', back)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', back)
    }
  }, [resume])
  return (
    <Button
      size="xs"
      leftSection={<IconLogin2 size={14} aria-hidden />}
      onClick={() => {
        beside.current = window.open(signInAddress(), '_blank')
      }}
    >
      {t('stopped.signIn')}
    </Button>
  )
}
