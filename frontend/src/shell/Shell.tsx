/** The frame of every page of a workspace: the rail, the page, and what floats above both. */
import { Burger, Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useParams } from 'react-router'
import { useMe, useWorkspace } from '../api/hooks'
import { useLive } from '../api/live'
import { PrintLight } from '../print/PrintLight'
import { PageSkeleton } from '../ui/PageSkeleton'
import { ZoneContext } from '../ui/zone'
import { keepWorkspace } from './lastWorkspace'
import { NotFound } from './NotFound'
import { OfflineBanner } from './OfflineBanner'
import { PageError } from './PageError'
import { Rail } from './Rail'
import { Search } from './Search'
import classes from './shell.module.css'
import { useKeptScroll } from './useKeptScroll'

export function Shell() {
  const { t } = useTranslation()
  const { slug = '' } = useParams()
  const me = useMe()
  // Keeps the one connection open from page to page.
  useLive(slug ? 'workspace' : null, () => undefined)
  const workspace = useWorkspace()
  const { pathname } = useLocation()
  const page = useRef<HTMLElement>(null)
  useKeptScroll(page)
  const [menu, { toggle, close }] = useDisclosure(false)
  const [narrow, setNarrow] = useLocalStorage({ key: 'sojourn-rail-narrow', defaultValue: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(close, [pathname])
  useEffect(() => {
    if (workspace) keepWorkspace(workspace.slug)
  }, [workspace])
  if (me.error && !me.data) return <PageError error={me.error} onRetry={() => void me.refetch()} />
  if (me.data && !workspace) return <NotFound workspace={slug} />
  return (
    <ZoneContext value={workspace?.zone ?? null}>
      <a href="#page" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <div className={classes.frame} data-narrow={narrow || undefined}>
        <div className={classes.rail}>
          <Rail narrow={narrow} onNarrow={() => setNarrow(!narrow)} />
        </div>
        <header className={classes.top}>
          <Burger size="sm" opened={menu} onClick={toggle} aria-label={t('shell.menu')} />
          <span className={classes.topName}>{workspace?.name}</span>
        </header>
        <main ref={page} className={classes.main} id="page" tabIndex={-1}>
          <OfflineBanner />
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Drawer
        opened={menu}
        onClose={close}
        position="left"
        size={264}
        padding={0}
        title={t('product')}
        classNames={{ header: classes.menuHead }}
      >
        <Rail narrow={false} />
      </Drawer>
      <Search />
      <PrintLight />
    </ZoneContext>
  )
}
