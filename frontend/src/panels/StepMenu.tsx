import { ScrollArea, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../editor/context'
import { type Addable, addables, grouped } from '../graph/palette'
import { StepIcon } from '../steps/StepIcon'
import classes from './panels.module.css'

interface StepMenuProps {
  onPick: (entry: Addable) => void
  withTriggers?: boolean
}

/** A short list of what can be added here; typing narrows it, Enter takes the first. */
export function StepMenu({ onPick, withTriggers = false }: StepMenuProps) {
  const { t } = useTranslation('editor')
  const { catalogue } = useFrame()
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const groups = useMemo(() => {
    const entries = addables(catalogue).filter((entry) => withTriggers || !entry.isTrigger)
    return grouped(entries, search)
  }, [catalogue, search, withTriggers])
  const flat = groups.flatMap((group) => group.entries)
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const entry = flat[at]
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, flat.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && entry) onPick(entry)
    else return
    event.preventDefault()
  }
  return (
    <div className={`${classes.menu} nowheel`}>
      <TextInput
        data-autofocus
        size="xs"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
      />
      <ScrollArea.Autosize mah={320} mt={6}>
        {groups.map(({ group, entries }) => (
          <div key={group}>
            <div className={classes.groupName}>{t(`group.${group}`, { defaultValue: group })}</div>
            {entries.map((entry) => (
              <button
                key={entry.key}
                type="button"
                className={classes.menuEntry}
                data-at={flat[at] === entry || undefined}
                onClick={() => onPick(entry)}
              >
                <StepIcon icon={entry.icon} group={entry.isTrigger ? 'trigger' : group} size={22} />
                {entry.title}
              </button>
            ))}
          </div>
        ))}
        {flat.length === 0 && <p className={classes.nothing}>{t('palette.nothing')}</p>}
      </ScrollArea.Autosize>
    </div>
  )
}
