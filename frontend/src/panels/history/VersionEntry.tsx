import { Badge, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VersionListed } from '../../editor/api'
import { useEditor } from '../../editor/context'
import { RelativeTime } from '../../ui/RelativeTime'
import classes from './history.module.css'
import { useLooking } from './useLooking'

interface VersionEntryProps {
  version: VersionListed
  isLive: boolean
  /** The number of the version published before it. */
  before: number | undefined
}

export function VersionEntry({ version, isLive, before }: VersionEntryProps) {
  const { t } = useTranslation('versions')
  const readOnly = useEditor((state) => state.readOnly)
  const setOpen = useEditor((state) => state.setHistoryOpen)
  const { look, compare, restore, busy } = useLooking()
  const { number, note, published_by, published_at, entered, active } = version
  const away = (act: () => void) => () => {
    setOpen(false)
    act()
  }
  return (
    <li className={classes.version}>
      <Group gap={8}>
        <span className={classes.number}>{t('history.version', { number: String(number) })}</span>
        {isLive && (
          <Badge size="sm" color="teal">
            {t('history.live')}
          </Badge>
        )}
      </Group>
      <p className={classes.by}>
        {published_by ? t('history.by', { name: published_by }) : t('history.byNobody')} ·{' '}
        <RelativeTime at={published_at} />
      </p>
      {note && <p className={classes.note}>{note}</p>}
      <p className={classes.by}>{t('history.runs', { entered, active })}</p>
      <Group gap={6} mt={6}>
        <Button size="xs" variant="default" disabled={busy} onClick={away(() => look(number))}>
          {t('history.look')}
        </Button>
        <Button size="xs" variant="default" disabled={busy} onClick={away(() => compare(number, 'draft'))}>
          {t('history.withDraft')}
        </Button>
        {before !== undefined && (
          <Button size="xs" variant="default" disabled={busy} onClick={away(() => compare(before, number))}>
            {t('history.whatChanged')}
          </Button>
        )}
        {!readOnly && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => restore(number)}>
            {t('history.restore')}
          </Button>
        )}
      </Group>
    </li>
  )
}
