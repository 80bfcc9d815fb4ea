import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useParams } from 'react-router'
import { Mark } from './Mark'
import { PersonMenu } from './PersonMenu'
import { PLACES } from './places'
import classes from './shell.module.css'
import { WorkspaceMenu } from './WorkspaceMenu'

interface RailProps {
  narrow: boolean
  onNarrow?: () => void
}

const MAC = navigator.platform.startsWith('Mac')

export function Rail({ narrow, onNarrow }: RailProps) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const Fold = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.railInside} data-narrow={narrow || undefined} aria-label={t('shell.rail')}>
      {onNarrow && (
        <div className={classes.railHead}>
          <span className={classes.brand}>
            <Mark />
            {!narrow && t('product')}
          </span>
          <Tooltip label={t(narrow ? 'shell.widen' : 'shell.narrow')} position="right">
            <ActionIcon onClick={onNarrow} aria-label={t(narrow ? 'shell.widen' : 'shell.narrow')}>
              <Fold size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
      <Tooltip label={t('shell.search')} position="right" disabled={!narrow}>
        <UnstyledButton
          className={classes.find}
          onClick={spotlight.open}
          aria-label={narrow ? t('shell.search') : undefined}
        >
          <IconSearch size={16} aria-hidden />
          {!narrow && (
            <>
              <span className={classes.itemText}>{t('shell.search')}</span>
              <Kbd size="xs" aria-hidden>
                {MAC ? '⌘ K' : 'Ctrl K'}
              </Kbd>
            </>
          )}
        </UnstyledButton>
      </Tooltip>
      <ul className={classes.items}>
        {PLACES.map(({ id, icon: Icon }) => (
          <li key={id}>
            <Tooltip label={t(`place.${id}`)} position="right" disabled={!narrow}>
              <NavLink
                to={`/w/${slug}/${id}`}
                className={classes.item}
                aria-label={narrow ? t(`place.${id}`) : undefined}
              >
                <Icon size={18} aria-hidden />
                {!narrow && <span className={classes.itemText}>{t(`place.${id}`)}</span>}
              </NavLink>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <WorkspaceMenu narrow={narrow} />
        <PersonMenu narrow={narrow} />
      </div>
    </nav>
  )
}
