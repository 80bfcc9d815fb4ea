import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import { CHANNELS } from '../../messages/content'
import { fieldErrors } from '../../ui/fields'
import { useUrlState } from '../../ui/url'
import type { Shelf, Template } from './templates'

export function NewTemplate({ shelf }: { shelf: Shelf }) {
  const { t } = useTranslation('templates')
  const { get, change } = useUrlState()
  return (
    <Modal opened={get('new') !== ''} onClose={() => change({ new: null })} title={t(`new.${shelf}`)}>
      <NewForm shelf={shelf} />
    </Modal>
  )
}

function NewForm({ shelf }: { shelf: Shelf }) {
  const { t } = useTranslation(['templates', 'messages'])
  const { slug } = useParams()
  const navigate = useNavigate()
  const reread = useReread()
  const [name, setName] = useState('')
  const [channel, setChannel] = useState<string>('email')
  const create = useMutation({
    mutationFn: () =>
      api.post<Template>(`/${shelf}`, { name: name.trim(), ...(shelf === 'templates' ? { channel } : {}) }),
    onSuccess: async (made) => {
      await reread(`/${shelf}`)
      void navigate(`/w/${slug}/${shelf}/${made.slug}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          required
          withAsterisk={false}
          label={t('templates:name')}
          placeholder={t(`templates:nameHint.${shelf}`)}
          value={name}
          maxLength={200}
          error={fieldErrors(create.error).name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {shelf === 'templates' && (
          <Select
            label={t('templates:column.channel')}
            data={CHANNELS.map((value) => ({ value, label: t(`messages:channel.${value}`) }))}
            value={channel}
            allowDeselect={false}
            onChange={(value) => value && setChannel(value)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('templates:create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
