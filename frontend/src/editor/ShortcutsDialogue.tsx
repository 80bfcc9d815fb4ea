import { Button, Group, Modal, TextInput } from '@mantine/core'
import { IconPrinter, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COMMANDS } from './commands'
import { COMMAND_GROUPS, type Command } from './commands/command'
import { keyWords } from './keys'
import classes from './shortcuts.module.css'

/** Every command by group, with its keys; to be searched, and printed. */
export function ShortcutsDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['outline', 'editor'])
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const fits = (command: Command) =>
    `${t(`editor:${command.label}`)} ${command.keys.map(keyWords).join(' ')}`.toLowerCase().includes(wanted)
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    commands: COMMANDS.filter((command) => command.group === group && fits(command)),
  })).filter(({ commands }) => commands.length > 0)
  return (
    <Modal opened onClose={onClose} title={t('editor:command.shortcuts')} size={880} portalProps={PRINTED}>
      <Group wrap="nowrap" mb="md" className={classes.bar}>
        <TextInput
          data-autofocus
          flex={1}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          placeholder={t('shortcuts.search')}
          aria-label={t('shortcuts.search')}
        />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('shortcuts.print')}
        </Button>
      </Group>
      <div className={classes.groups}>
        {groups.map(({ group, commands }) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{t(`group.${group}`)}</h3>
            <dl className={classes.list}>
              {commands.map((command) => (
                <div key={command.id} className={classes.command}>
                  <dt>{t(`editor:${command.label}`)}</dt>
                  <dd>
                    {command.keys.length > 0 ? (
                      command.keys.map((chord) => <kbd key={chord}>{keyWords(chord)}</kbd>)
                    ) : (
                      <span className={classes.palette}>
                        {t('shortcuts.palette', { key: keyWords('Mod+K') })}
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {groups.length === 0 && <p role="status">{t('shortcuts.nothing')}</p>}
    </Modal>
  )
}

const PRINTED = { className: classes.printed, reuseTargetNode: false }
