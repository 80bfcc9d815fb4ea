import { Alert, Button, Code, Group, List, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, messageOf, OFFLINE } from '../api/errors'
import { journeyApi } from '../editor/api'
import { useEditor, useFrame } from '../editor/context'
import { laidOut } from '../editor/laidOut'
import { readJourney, readPlace } from '../graph/readJourney'
import { notifyDone } from '../ui/notify'
import { useReasons } from './useReasons'

interface JsonFormProps {
  /** The place that is written, or null for the whole journey. */
  id: string | null
  start: string
  onDone: () => void
}

const SHOWN = 12

/** JSON to write in: it is read as one types, checked by the server, and applied only when it is a journey. */
export function JsonForm({ id, start, onDone }: JsonFormProps) {
  const { t } = useTranslation('outline')
  const { store, kinds, journeyId } = useFrame()
  const document = useEditor((state) => state.document)
  const [text, setText] = useState(start)
  const [settled] = useDebouncedValue(text, 400)
  const reading = useMemo(
    () =>
      id === null ? readJourney(settled, kinds, document.name) : readPlace(settled, kinds, document, id),
    [settled, id, kinds, document],
  )
  const read = 'document' in reading ? reading.document : null
  const checked = useQuery({
    queryKey: ['json', journeyId, settled],
    queryFn: () => (read ? journeyApi.validate(journeyId, read) : null),
    enabled: read !== null && settled !== start,
    retry: false,
  })
  const reasons = useReasons()
  const refused = checked.isError && !(checked.error instanceof ApiError && checked.error.code === OFFLINE)
  const problems = checked.data?.problems ?? []
  const apply = async () => {
    if (!read) return
    const next = await laidOut(read, kinds)
    store.getState().apply(() => next)
    notifyDone(t('json.applied'))
    onDone()
  }
  const ready = read !== null && text === settled && text !== start && !refused && !checked.isFetching
  return (
    <>
      <Textarea
        data-autofocus
        autosize
        minRows={16}
        maxRows={30}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={t('json.text')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      />
      <div role="status">
        {'problem' in reading && (
          <Alert color="red" variant="light" mt="sm">
            {reasons(reading.problem)}
          </Alert>
        )}
        {refused && (
          <Alert color="red" variant="light" mt="sm">
            {messageOf(checked.error)}
          </Alert>
        )}
        {read && problems.length > 0 && (
          <Alert color="orange" variant="light" mt="sm" title={t('json.problems', { n: problems.length })}>
            <List size="sm" listStyleType="none">
              {problems.slice(0, SHOWN).map((problem) => (
                <List.Item key={`${problem.path} ${problem.code}`}>
                  <Code>{problem.path || '/'}</Code> {problem.message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
      </div>
      <Group justify="flex-end" mt="md">
        <Text size="xs" c="dimmed" flex={1}>
          {t('json.undo')}
        </Text>
        <Button variant="default" onClick={onDone}>
          {t('json.cancel')}
        </Button>
        <Button disabled={!ready} loading={checked.isFetching} onClick={() => void apply()}>
          {t('json.apply')}
        </Button>
      </Group>
    </>
  )
}
