/** Ctrl-K: places, journeys, workspaces, a customer by name, and the few acts that have no place. */
import { Kbd, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconBuilding, IconMoon, IconPlus, IconRoute, IconSearch, IconUser } from '@tabler/icons-react'
import { type KeyboardEvent, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useGet, useMay, useMe } from '../api/hooks'
import type { Customer, Journey, Page } from '../api/types'
import { customerName } from '../ui/names'
import { useOffers } from './offers'
import { PLACES } from './places'
import classes from './shell.module.css'

const ICON = { size: 18, 'aria-hidden': true }

/** Above this the list is longer than anyone reads. */
const MOST = 60

function useFound(query: string) {
  const [text] = useDebouncedValue(query.trim(), 200)
  const journeys = useGet<Page<Journey>>('/journeys', {}, { enabled: query !== '' })
  const customers = useGet<Page<Customer>>(
    '/customers',
    { search: text, limit: 5 },
    { enabled: text.length > 1 },
  )
  return { journeys: journeys.data?.results ?? [], customers: customers.data?.results ?? [] }
}

/** Enter opens the first that was found, also when it was found after the typing. */
function openFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const found = event.currentTarget.closest('[role=dialog]')
  if (event.key !== 'Enter' || found?.querySelector('[data-action][data-selected]')) return
  found?.querySelector<HTMLElement>('[data-action]')?.click()
}

export function Search() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const navigate = useNavigate()
  const may = useMay()
  const { setColorScheme, colorScheme } = useMantineColorScheme()
  const [query, setQuery] = useState('')
  const { journeys, customers } = useFound(query)
  const workspaces = useMe().data?.workspaces.filter((workspace) => workspace.slug !== slug) ?? []
  const go = (to: string) => () => void navigate(to)
  const at = (path: string) => go(`/w/${slug}/${path}`)
  const { offers, hint = t('search.hint') } = useOffers()
  // What can be done changes while the search is closed.
  const [, look] = useReducer((count: number) => count + 1, 0)
  const actions: SpotlightActionGroupData[] = [
    ...offers(query).map(({ title, offers: inside }) => ({
      group: title,
      actions: inside.map(({ id, label, line, keys, found, run }) => ({
        id,
        label,
        description: line,
        keywords: found ? query : undefined,
        rightSection: keys && <Kbd size="xs">{keys}</Kbd>,
        onClick: run,
      })),
    })),
    {
      group: t('search.places'),
      actions: PLACES.map(({ id, icon: Icon }) => ({
        id,
        label: t(`place.${id}`),
        leftSection: <Icon {...ICON} />,
        onClick: at(id),
      })),
    },
    {
      group: t('search.journeys'),
      actions: journeys.map((journey) => ({
        id: `journey-${journey.id}`,
        label: journey.name,
        description: t(`state.${journey.state}`),
        leftSection: <IconRoute {...ICON} />,
        onClick: at(`journeys/${journey.slug}`),
      })),
    },
    {
      group: t('search.customers'),
      actions: customers.map((customer) => ({
        id: `customer-${customer.id}`,
        label: customerName(customer),
        description: customer.user_id ?? customer.anonymous_id ?? undefined,
        // Found by the server, whatever of the customer matched.
        keywords: query,
        leftSection: <IconUser {...ICON} />,
        onClick: at(`customers/${customer.id}`),
      })),
    },
    {
      group: t('search.acts'),
      actions: [
        ...(may.edit
          ? [
              {
                id: 'new',
                label: t('journeys.new'),
                leftSection: <IconPlus {...ICON} />,
                onClick: at('journeys?new=1'),
              },
            ]
          : []),
        {
          id: 'scheme',
          label: t('search.scheme'),
          leftSection: <IconMoon {...ICON} />,
          onClick: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
        },
        ...workspaces.map((workspace) => ({
          id: `workspace-${workspace.slug}`,
          label: t('search.open', { name: workspace.name }),
          leftSection: <IconBuilding {...ICON} />,
          onClick: go(`/w/${workspace.slug}/home`),
        })),
      ],
    },
  ]
  return (
    <Spotlight
      actions={actions.filter((group) => group.actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      onSpotlightOpen={look}
      limit={MOST}
      nothingFound={t('search.nothing')}
      highlightQuery
      title={hint}
      classNames={{
        actionsGroup: classes.group,
        header: classes.searchTitle,
        actionDescription: classes.searchLine,
      }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      scrollable
      maxHeight={440}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: hint,
        'aria-label': hint,
        onKeyDown: openFirst,
      }}
    />
  )
}
