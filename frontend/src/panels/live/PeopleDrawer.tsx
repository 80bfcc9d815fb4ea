import { Drawer, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { type PeopleAsked, WHAT, type What } from '../../editor/liveSlice'
import { failedAt, passedAt, useStepNumbers } from '../../editor/numbers'
import { shownDocument } from '../../editor/store'
import { placeName } from '../../graph/placeName'
import { portsAt } from '../../graph/ports'
import { exists, isTrigger } from '../../graph/read'
import { compact } from '../figures'
import { PeopleList } from './PeopleList'
import { portWords } from './portWords'

const TYPING_MS = 300

/** Who is behind the numbers of one place. */
export function PeopleDrawer() {
  const people = useEditor((state) => state.people)
  const showPeople = useEditor((state) => state.showPeople)
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const known = people !== null && exists(document, people.place)
  return (
    <Drawer
      opened={known}
      onClose={() => showPeople(null)}
      size={480}
      title={known ? placeName(document, kinds, people.place) : ''}
    >
      {known && <People key={people.place} {...people} />}
    </Drawer>
  )
}

function People(asked: PeopleAsked) {
  const { t } = useTranslation('live')
  const { place, what } = asked
  const showPeople = useEditor((state) => state.showPeople)
  const trigger = useEditor((state) => isTrigger(shownDocument(state), place))
  const [search, setSearch] = useState('')
  const [sought] = useDebouncedValue(search.trim(), TYPING_MS)
  const counts = useCounts(place)
  const choices = trigger ? (['passed', 'refused', 'failed'] as const) : WHAT
  return (
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('people.label')}
        data={choices.map((value) => ({ value, label: `${t(`people.${value}`)} ${compact(counts[value])}` }))}
        value={what}
        onChange={(next) => showPeople({ place, what: next as What, port: null })}
      />
      {what === 'passed' && !trigger && <PortPicker {...asked} />}
      <TextInput
        type="search"
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <PeopleList {...asked} search={sought} />
    </Stack>
  )
}

function useCounts(place: string): Record<What, number> {
  const numbers = useStepNumbers(place)
  if (!numbers) return { standing: 0, passed: 0, refused: 0, failed: 0 }
  return {
    standing: numbers.waiting,
    passed: passedAt(numbers),
    refused: numbers.refused,
    failed: failedAt(numbers),
  }
}

const ANY = '*'

function PortPicker({ place, what, port }: PeopleAsked) {
  const { t } = useTranslation('live')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const showPeople = useEditor((state) => state.showPeople)
  const counted = useStepNumbers(place)?.ports ?? {}
  const drawn = portsAt(document, kinds, place)
  const names = [
    ...new Set([...drawn.map(({ name }) => name), ...Object.keys(counted), ...(port ? [port] : [])]),
  ]
  const ports = names.filter((name) => name !== '$failed')
  if (ports.length < 2) return null
  return (
    <Select
      size="xs"
      aria-label={t('people.port')}
      allowDeselect={false}
      data={[
        { value: ANY, label: t('people.anyPort') },
        ...ports.map((name) => ({
          value: name,
          label: `${portWords(t, name, drawn.find((each) => each.name === name)?.title)} (${compact(counted[name] ?? 0)})`,
        })),
      ]}
      value={port ?? ANY}
      onChange={(next) => showPeople({ place, what, port: next === ANY ? null : next })}
    />
  )
}
