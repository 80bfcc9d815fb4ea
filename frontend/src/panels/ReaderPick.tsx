import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentWorkspace } from '../api/client'
import { type Customer, journeyApi } from '../editor/api'
import type { Reader } from './useMessageLook'

interface ReaderPickProps {
  reader: Reader | null
  onPick: (reader: Reader | null) => void
}

const SEARCH_MS = 200

function nameOf({ id, profile, user_id: userId, anonymous_id: anonymousId }: Customer): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const name = text(profile.name) || [text(profile.first_name), text(profile.last_name)].join(' ').trim()
  const address = text(profile.email) || userId || anonymousId || id
  return name ? `${name}, ${address}` : address
}

/** Whose values the preview shows: found by name, email or id; nobody means example values. */
export function ReaderPick({ reader, onPick }: ReaderPickProps) {
  const { t } = useTranslation('forms')
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search === reader?.name ? '' : search, SEARCH_MS)
  const { data, isFetching } = useQuery({
    queryKey: [currentWorkspace(), 'readers', asked],
    queryFn: () => journeyApi.customers(asked),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const found = (data?.results ?? []).map((customer) => ({ value: customer.id, label: nameOf(customer) }))
  const listed =
    reader && !found.some(({ value }) => value === reader.id)
      ? [{ value: reader.id, label: reader.name }, ...found]
      : found
  return (
    <Select
      size="xs"
      searchable
      clearable
      data={listed}
      filter={({ options }) => options}
      value={reader?.id ?? null}
      searchValue={search}
      onSearchChange={setSearch}
      placeholder={t('preview.examples')}
      nothingFoundMessage={isFetching ? t('preview.searching') : t('preview.nobody')}
      aria-label={t('preview.reader')}
      maxDropdownHeight={280}
      onChange={(id, option) => onPick(id && option ? { id, name: option.label } : null)}
    />
  )
}
