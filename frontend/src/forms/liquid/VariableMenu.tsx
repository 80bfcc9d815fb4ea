import { ActionIcon, Menu, ScrollArea, Text, TextInput, Tooltip } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Seen } from '../suggestions'
import type { Known } from './completion'

interface VariableMenuProps {
  known: Known
  onPick: (path: string) => void
}

const LINKS: Seen[] = ['unsubscribe_url', 'preferences_url', 'subscribe_url.telegram', 'workspace.name'].map(
  (name) => ({
    name,
    type: 'text',
    examples: [],
  }),
)

const under = (root: string, seen: Seen[]) => seen.map((one) => ({ ...one, name: `${root}.${one.name}` }))

/** Puts a value in at the cursor, for those who do not know its name. */
export function VariableMenu({ known, onPick }: VariableMenuProps) {
  const { t } = useTranslation('forms')
  const [search, setSearch] = useState('')
  const groups = [
    { name: 'customer', items: under('customer', known.customer) },
    { name: 'entry', items: under('entry', known.entry) },
    { name: 'links', items: LINKS },
  ] as const
  const fits = ({ name, examples }: Seen) =>
    [name, ...examples].some((text) => text.toLowerCase().includes(search.toLowerCase()))
  return (
    <Menu position="bottom-end" width={320} withinPortal trapFocus onClose={() => setSearch('')}>
      <Menu.Target>
        <Tooltip label={t('liquid.insert')}>
          <ActionIcon size="sm" aria-label={t('liquid.insert')}>
            <IconBraces size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          size="xs"
          data-autofocus
          value={search}
          placeholder={t('liquid.search')}
          aria-label={t('liquid.search')}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={300} mt={4}>
          {groups.map(({ name, items }) => {
            const found = items.filter(fits)
            return (
              found.length > 0 && (
                <div key={name}>
                  <Menu.Label>{t(`liquid.group.${name}`)}</Menu.Label>
                  {found.map((item) => (
                    <Menu.Item
                      key={item.name}
                      onClick={() => onPick(item.name)}
                      rightSection={
                        item.examples[0] && (
                          <Text size="xs" c="dimmed" truncate maw={130}>
                            {item.examples[0]}
                          </Text>
                        )
                      }
                    >
                      {item.name}
                    </Menu.Item>
                  ))}
                </div>
              )
            )
          })}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
