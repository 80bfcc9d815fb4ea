import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import { LiveFunnel } from './LiveFunnel'
import { LiveTable } from './LiveTable'
import { LiveWays } from './LiveWays'
import classes from './live.module.css'

/** Below the drawing: its numbers as a table, or as the way that most take. */
export function LivePanel() {
  const { t } = useTranslation('live')
  const view = useEditor((state) => state.liveView)
  const setView = useEditor((state) => state.setLiveView)
  if (view === null) return null
  return (
    <section className={classes.panel} aria-label={t(`view.${view}`)}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{t(`view.${view}`)}</h2>
        <CloseButton size="sm" aria-label={t('closePanel')} onClick={() => setView(null)} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className={classes.panelBody} tabIndex={0}>
        {view === 'table' && <LiveTable />}
        {view === 'ways' && <LiveWays />}
        {view === 'funnel' && <LiveFunnel />}
      </div>
    </section>
  )
}
