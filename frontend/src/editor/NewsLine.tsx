import { Tooltip, UnstyledButton } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kinds } from '../graph/catalogue'
import { compare, countOf } from '../graph/compare'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { useEditor, useFrame } from './context'
import classes from './presence.module.css'
import type { News } from './savingSlice'

const SHOWN_MS = 10_000

/** What somebody else changed on this page, and what that meant for my own changes. */
export function newsWords(t: TFunction<'presence'>, news: News, kinds: Kinds): string {
  const found = compare(news.before, news.after, kinds)
  const by = news.by ?? t('someone')
  const n = countOf(found)
  if (n === 0 && found.moved.length === 0) return ''
  const [only] = found.places
  const words =
    n === 0
      ? t('news.moved', { by })
      : only && n === 1
        ? t('news.one', {
            by,
            place: placeName(exists(news.after, only.id) ? news.after : news.before, kinds, only.id),
          })
        : t('news.many', { by, n })
  const own = news.joined ? t('news.joined') : ''
  const lost = news.forgotten
    ? `${t('news.forgotten', { n: news.forgotten })} ${t('news.forgottenAside')}`
    : ''
  return [words, own, lost].filter(Boolean).join(' ')
}

/** Said quietly, for a while, whenever the draft on the page was changed by somebody else. */
export function NewsLine() {
  const { t } = useTranslation('presence')
  const { kinds } = useFrame()
  const news = useEditor((state) => state.news)
  const open = useEditor((state) => state.open)
  const [old, setOld] = useState<News | null>(null)
  useEffect(() => {
    if (!news) return
    const timer = setTimeout(() => setOld(news), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [news])
  const words = useMemo(() => (news ? newsWords(t, news, kinds) : ''), [t, news, kinds])
  const stopped = useEditor((state) => state.stopped !== null)
  const shown = news !== old && !stopped ? words : ''
  return (
    <>
      <Tooltip label={shown} disabled={!shown} multiline maw={320}>
        <span role="status" className={classes.news}>
          {shown}
        </span>
      </Tooltip>
      {shown && news && news.forgotten > 0 && (
        <UnstyledButton className={classes.newsLink} onClick={() => open('asides')}>
          {t('news.open')}
        </UnstyledButton>
      )}
    </>
  )
}
