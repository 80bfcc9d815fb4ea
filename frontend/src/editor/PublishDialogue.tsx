import { Alert, Button, Group, Modal, Skeleton, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, messageOf } from '../api/errors'
import { severityOf } from '../graph/document'
import { PublishChanges } from '../panels/PublishChanges'
import { PublishProblems } from '../panels/PublishProblems'
import { notifyDone } from '../ui/notify'
import { journeyApi } from './api'
import { useEditor, useFrame } from './context'
import { FactList } from './FactList'
import { publishSurely } from './publishing'
import { useAfterwards } from './useAfterwards'
import { openJourney } from './useOpenJourney'

/** What must be fixed before, what changes and for whom, and a word for the history. */
export function PublishDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const { t: p } = useTranslation('presence')
  const { store, kinds, journeyId, autosave } = useFrame()
  const [note, setNote] = useState('')
  const [unknown, setUnknown] = useState(false)
  const afterwards = useAfterwards()
  const document = useEditor((state) => state.document)
  // What is asked about is what the server has, so what is unsaved goes first.
  const checked = useQuery({
    queryKey: ['publish', journeyId, document],
    queryFn: async () => {
      await autosave.flush()
      return journeyApi.validate(journeyId, store.getState().document)
    },
    placeholderData: (before) => before,
    gcTime: 0,
    staleTime: 0,
  })
  const publish = useMutation({
    meta: { silent: true },
    mutationFn: async () => {
      setUnknown(false)
      const { document: sent, live, revision } = store.getState()
      const outcome = await publishSurely(sent, live?.number ?? 0, {
        publish: () => journeyApi.publish(journeyId, note, revision),
        look: () => openJourney(journeyId, kinds),
        onUnknown: () => setUnknown(true),
      })
      setUnknown(false)
      if (outcome.is === 'not') throw new Error(p('publish.not'))
      if (outcome.is === 'other') throw new Error(p('publish.other', { number: outcome.number }))
      return outcome
    },
    onSuccess: async ({ broken }) => {
      await afterwards()
      store.getState().insist(false)
      onClose()
      if (broken) notifyDone(p('publish.done'))
      notifyDone(t('publish.done', { number: store.getState().live?.number ?? 1 }))
    },
  })
  const refused = publish.error instanceof ApiError ? publish.error.problems : []
  const problems = refused.length ? refused : (checked.data?.problems ?? [])
  const insist = problems.some((problem) => severityOf(problem) === 'error')
  useEffect(() => {
    if (insist) store.getState().insist(true)
  }, [insist, store])
  return (
    <Modal opened onClose={onClose} title={t('publish.title')} size="lg">
      <Stack gap="lg">
        {checked.isPending && <Skeleton height={80} />}
        {checked.isError && <Alert color="red">{messageOf(checked.error)}</Alert>}
        <PublishProblems problems={problems} onLeave={onClose} />
        {checked.data && !insist && <PublishChanges onLeave={onClose} />}
        {checked.data && !insist && <FactList facts={checked.data.facts} />}
        {publish.isError && refused.length === 0 && <Alert color="red">{messageOf(publish.error)}</Alert>}
        {unknown && (
          <Alert color="orange" role="status">
            {p('publish.unknown')}
          </Alert>
        )}
        {!insist && (
          <Textarea
            label={t('publish.note')}
            placeholder={t('publish.notePlaceholder')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={publish.isPending}
            disabled={!checked.data || checked.isPlaceholderData || insist}
            onClick={() => publish.mutate()}
          >
            {t('command.publish')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
