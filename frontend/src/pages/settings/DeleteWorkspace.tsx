import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../../api/client'
import type { WorkspaceDetail } from '../../api/types'
import { Card } from '../../ui/Card'
import { notifyDone } from '../../ui/notify'

/** Everything of a workspace, gone for good; its name must be typed. */
export function DeleteWorkspace({ workspace }: { workspace: WorkspaceDetail }) {
  const { t } = useTranslation()
  const [open, { open: ask, close }] = useDisclosure(false)
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.delete('/workspace'),
    onSuccess: async () => {
      notifyDone(t('settings.delete.done', { name: workspace.name }))
      await navigate('/w', { replace: true })
      client.clear()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed === workspace.name) remove.mutate()
  }
  return (
    <Card title={t('settings.delete.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {t('settings.delete.line')}
        </Text>
        <Button color="red" variant="light" onClick={ask}>
          {t('settings.delete.ask')}
        </Button>
      </Stack>
      <Modal opened={open} onClose={close} title={t('settings.delete.title')}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text size="sm">{t('settings.delete.warn', { name: workspace.name })}</Text>
            <TextInput
              data-autofocus
              label={t('settings.delete.type', { name: workspace.name })}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button
                type="submit"
                color="red"
                disabled={typed !== workspace.name}
                loading={remove.isPending}
              >
                {t('settings.delete.do', { name: workspace.name })}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Card>
  )
}
