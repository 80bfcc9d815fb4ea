import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

export function Copy({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copy.done') : (label ?? t('copy.do'))}>
          <ActionIcon onClick={copy} aria-label={copied ? t('copy.done') : (label ?? t('copy.do'))}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** Text as it is, to be copied. */
export function Code({ text, maxHeight }: { text: string; maxHeight?: number | string }) {
  return (
    <div className={classes.codeBox}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre className={classes.code} style={{ maxHeight }} tabIndex={0}>
        {text}
      </pre>
      <div className={classes.codeCopy}>
        <Copy text={text} />
      </div>
    </div>
  )
}

export function JsonView({ value, maxHeight = 420 }: { value: unknown; maxHeight?: number | string }) {
  return <Code text={JSON.stringify(value, null, 2) ?? ''} maxHeight={maxHeight} />
}
