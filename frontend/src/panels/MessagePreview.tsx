import { SegmentedControl, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import {
  IconAlignLeft,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconMail,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../api/hooks'
import type { MessageLook } from '../editor/api'
import { ErrorState } from '../ui/ErrorState'
import classes from './message.module.css'
import { PreviewNotes } from './PreviewNotes'
import { ReaderPick } from './ReaderPick'
import type { Reader, Shown } from './useMessageLook'

interface MessagePreviewProps extends Shown {
  reader: Reader | null
  onPick: (reader: Reader | null) => void
}

/** What a mail program gives to a mail that says nothing of it; in the dark, one that leaves colours alone. */
const USUAL = ':where(body){font:15px/1.5 Arial,sans-serif}'
const DARK = ':root{color-scheme:dark}:where(body){background:#1b1c20;color:#e6e7eb}'

function page(html: string, dark: boolean): string {
  const style = `<style>${USUAL}${dark ? DARK : ''}</style>`
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + style) : style + html
}

/** What the customer will get, rendered by the server, in a frame that runs nothing and reaches nothing. */
export function MessagePreview({ look, error, stale, reader, onPick }: MessagePreviewProps) {
  const { t } = useTranslation('forms')
  const sender = useWorkspace()?.name ?? ''
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop')
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  const [part, setPart] = useState<'html' | 'text'>('html')
  const { html, isOld } = useReadableHtml(look)
  return (
    <section className={classes.look} aria-label={t('preview.title')}>
      <div className={classes.tools}>
        <ReaderPick reader={reader} onPick={onPick} />
        <Choice
          label={t('preview.width')}
          value={width}
          onChange={setWidth}
          icons={{ desktop: IconDeviceDesktop, phone: IconDeviceMobile }}
        />
        <Choice
          label={t('preview.scheme')}
          value={scheme}
          onChange={setScheme}
          icons={{ light: IconSun, dark: IconMoon }}
        />
        <Choice
          label={t('preview.part')}
          value={part}
          onChange={setPart}
          icons={{ html: IconMail, text: IconAlignLeft }}
        />
      </div>
      {error ? (
        <ErrorState error={error} onRetry={() => onPick(null)} />
      ) : look ? (
        <>
          <div className={classes.desk} data-phone={width === 'phone' || undefined} data-scheme={scheme}>
            <div className={classes.inbox}>
              <Text size="xs" component="div" className={classes.sender}>
                {sender}
              </Text>
              <div className={classes.subject}>{look.subject || t('content.noSubject')}</div>
            </div>
            {part === 'html' && html ? (
              <iframe
                title={t('preview.frame')}
                className={classes.paper}
                sandbox=""
                referrerPolicy="no-referrer"
                srcDoc={page(html, scheme === 'dark')}
                data-old={isOld || undefined}
              />
            ) : (
              <pre className={classes.plain}>{look.text || t('preview.empty')}</pre>
            )}
          </div>
          <PreviewNotes look={look} reader={reader} stale={stale} isOld={isOld} />
        </>
      ) : (
        <Skeleton height={320} />
      )}
    </section>
  )
}

/** While the message cannot be rendered, in the middle of a word, the last that could be stays. */
function useReadableHtml(look: MessageLook | undefined) {
  const last = useRef('')
  const isBroken = look?.problems.some(({ path, severity }) => path === '/html' && severity === 'error')
  if (look && !isBroken) last.current = look.html
  return { html: last.current, isOld: Boolean(isBroken && last.current) }
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  onChange: (value: T) => void
  icons: Record<T, typeof IconMail>
}

/** Two icons to choose from, each with its name for those who hear it. */
function Choice<T extends string>({ label, value, onChange, icons }: ChoiceProps<T>) {
  const { t } = useTranslation('forms')
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(next) => onChange(next as T)}
      data={(Object.entries(icons) as [T, typeof IconMail][]).map(([name, Icon]) => ({
        value: name,
        label: (
          <span title={t(`preview.${name as string}`)} className={classes.icon}>
            <Icon size={15} aria-hidden />
            <VisuallyHidden>{t(`preview.${name as string}`)}</VisuallyHidden>
          </span>
        ),
      }))}
    />
  )
}
