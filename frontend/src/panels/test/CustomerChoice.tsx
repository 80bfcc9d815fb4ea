import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, currentWorkspace } from '../../api/client'
import type { Customer, Page } from '../../api/types'
import type { Config } from '../../graph/document'

const nameOf = ({ profile, user_id, anonymous_id, id }: Customer): string =>
  [profile.name, profile.email, user_id, anonymous_id].find(
    (word): word is string => typeof word === 'string' && word !== '',
  ) ?? id

/** Takes the profile of a customer of this workspace; the customer themselves is not touched. */
export function CustomerChoice({ onPick }: { onPick: (profile: Config) => void }) {
  const { t } = useTranslation('versions')
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, 200)
  const [picked, setPicked] = useState<Customer | null>(null)
  const found = useQuery({
    queryKey: [currentWorkspace(), 'customers', 'choice', wanted],
    queryFn: () => api.get<Page<Customer>>('/customers', { search: wanted, limit: 20 }),
    placeholderData: (before) => before,
  })
  const rows = found.data?.results ?? []
  const offered = picked && !rows.some(({ id }) => id === picked.id) ? [picked, ...rows] : rows
  return (
    <Select
      searchable
      label={t('test.pick')}
      description={t('test.pickHelp')}
      placeholder={t('test.pickPlaceholder')}
      nothingFoundMessage={t('test.pickNone')}
      data={offered.map((customer) => ({ value: customer.id, label: nameOf(customer) }))}
      filter={({ options }) => options}
      value={picked?.id ?? null}
      onSearchChange={(text) => setSearch(picked && text === nameOf(picked) ? '' : text)}
      onChange={(id) => {
        const chosen = offered.find((customer) => customer.id === id) ?? null
        setPicked(chosen)
        if (!chosen) return
        const known: Config = {}
        if (chosen.zone) known.timezone = chosen.zone
        if (chosen.language) known.language = chosen.language
        onPick({ ...known, ...(chosen.profile as Config) })
      }}
    />
  )
}
