import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { ApiError, messageOf } from '../../api/errors'
import { useReread } from '../../api/hooks'
import { notifyDone } from '../../ui/notify'
import { pathOf, type Shelf, type Template } from './templates'
import { UsesList } from './UsesList'
import type { useDraft } from './useDraft'

interface PublishDialogueProps {
  shelf: Shelf
  template: Template
  draft: ReturnType<typeof useDraft>
}

/** Before every message says it: what it touches, and what is wrong with it. */
export function PublishDialogue({ shelf, template, draft }: PublishDialogueProps) {
  const { t } = useTranslation('templates')
  const reread = useReread()
  const [open, { open: show, close }] = useDisclosure(false)
  const [note, setNote] = useState('')
  const path = pathOf(shelf, template.slug)
  const publish = useMutation({
    mutationFn: () => api.post(`${path}/publish`, { note: note.trim(), base_revision: draft.revision() }),
    meta: { silent: true },
    onSuccess: async () => {
      close()
      setNote('')
      await reread(`/${shelf}`)
      notifyDone(t('publish.done'))
    },
  })
  const ask = async () => {
    publish.reset()
    if (await draft.save()) show()
  }
  const refused = publish.error instanceof ApiError ? publish.error.problems : []
  const problems = refused.length > 0 ? refused : draft.problems
  const differs = !template.published || template.draft_differs || draft.saving !== 'saved'
  return (
    <>
      <Button onClick={() => void ask()} disabled={!differs}>
        {t('publish.do')}
      </Button>
      <Modal opened={open} onClose={close} title={t('publish.title', { name: template.name })} size="lg">
        <Stack gap="md">
          <Text size="sm">{t('publish.line')}</Text>
          {publish.error ? <Alert color="red">{messageOf(publish.error)}</Alert> : null}
          {problems.length > 0 && (
            <Alert color="orange" title={t('publish.problems')}>
              <List size="sm">
                {problems.map((problem) => (
                  <List.Item key={`${problem.path} ${problem.message}`}>
                    {problem.path.split('/')[2] ? `${problem.path.split('/')[2]}: ` : ''}
                    {problem.message}
                  </List.Item>
                ))}
              </List>
            </Alert>
          )}
          <UsesList shelf={shelf} slug={template.slug} />
          <TextInput
            label={t('publish.note')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button loading={publish.isPending} onClick={() => publish.mutate()}>
              {t('publish.do')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
