import { Alert, Button, Group, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, messageOf } from '../api/errors'
import { severityOf } from '../graph/document'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { ProblemLine } from '../panels/ProblemLine'
import { useJump } from '../panels/ProblemsPanel'
import { notifyDone } from '../ui/notify'
import { journeyApi } from './api'
import { useFrame } from './context'
import { FactList } from './FactList'
import { stepOf } from './problems'
import { useAfterwards } from './useAfterwards'

/** What publishing would do, what must be fixed before, and a word for the history. */
export function PublishDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const { store, kinds, journeyId, autosave } = useFrame()
  const [note, setNote] = useState('')
  const jump = useJump()
  const afterwards = useAfterwards()
  const { document } = store.getState()
  // What is asked about is what the server has, so what is unsaved goes first.
  const checked = useQuery({
    queryKey: ['publish', journeyId, document],
    queryFn: async () => {
      await autosave.flush()
      return journeyApi.validate(journeyId, store.getState().document)
    },
    gcTime: 0,
    staleTime: 0,
  })
  const publish = useMutation({
    meta: { silent: true },
    mutationFn: () => journeyApi.publish(journeyId, note, store.getState().revision),
    onSuccess: async () => {
      await afterwards()
      onClose()
      notifyDone(t('publish.done', { number: store.getState().live?.number ?? 1 }))
    },
  })
  const refused = publish.error instanceof ApiError ? publish.error.problems : []
  const problems = refused.length ? refused : (checked.data?.problems ?? [])
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  const others = problems.filter((problem) => severityOf(problem) !== 'error')
  const lines = (list: typeof problems) =>
    list.map((problem) => {
      const id = stepOf(problem)
      return (
        <ProblemLine
          key={`${problem.path} ${problem.code} ${problem.message}`}
          problem={problem}
          place={id !== null && exists(document, id) ? placeName(document, kinds, id) : undefined}
          onJump={() => {
            onClose()
            jump(problem)
          }}
        />
      )
    })
  return (
    <Modal opened onClose={onClose} title={t('publish.title')} size="lg">
      <Stack gap="md">
        {checked.isPending && <Skeleton height={80} />}
        {checked.isError && <Alert color="red">{messageOf(checked.error)}</Alert>}
        {errors.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {t('publish.mustFix', { n: errors.length })}
            </Text>
            {lines(errors)}
          </div>
        )}
        {others.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {t('publish.lookAt')}
            </Text>
            {lines(others)}
          </div>
        )}
        {checked.data && errors.length === 0 && <FactList facts={checked.data.facts} />}
        {publish.isError && refused.length === 0 && <Alert color="red">{messageOf(publish.error)}</Alert>}
        <Textarea
          label={t('publish.note')}
          placeholder={t('publish.notePlaceholder')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={publish.isPending}
            disabled={!checked.data || errors.length > 0}
            onClick={() => publish.mutate()}
          >
            {t('command.publish')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
