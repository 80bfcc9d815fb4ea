import { useTranslation } from 'react-i18next'
import { usePeersAt } from './company'
import classes from './presence.module.css'

/** Who else is at a place, in words. */
export function usePeerWords(id: string): string[] {
  const { t } = useTranslation('presence')
  return usePeersAt(id).map(({ name, editing }) =>
    editing === id ? t('here.editing', { name }) : t('here.isHere', { name }),
  )
}

/** The same for the eye, in the row of a list. */
export function PeersAt({ id }: { id: string }) {
  const { t } = useTranslation('presence')
  const peers = usePeersAt(id)
  if (peers.length === 0) return null
  return (
    <span className={classes.chips} aria-hidden>
      {peers.map(({ page, name, colour, editing }) => (
        <span key={page} className={`${classes.peer} ${classes.chip}`} data-colour={colour}>
          {editing === id ? t('here.editing', { name }) : name}
        </span>
      ))}
    </span>
  )
}
