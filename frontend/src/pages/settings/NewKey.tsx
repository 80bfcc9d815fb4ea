import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import type { ApiKey } from '../../api/types'
import { Code } from '../../ui/Code'
import { fieldErrors } from '../../ui/fields'

export function NewKey() {
  const { t } = useTranslation()
  const [open, { open: start, close }] = useDisclosure(false)
  return (
    <>
      <Button size="xs" onClick={start}>
        {t('settings.keys.new')}
      </Button>
      {/* A click beside the dialogue must not lose a secret that is shown once. */}
      <Modal opened={open} onClose={close} title={t('settings.keys.new')} closeOnClickOutside={false}>
        <NewKeyForm onDone={close} />
      </Modal>
    </>
  )
}

const KINDS = ['write', 'secret'] as const

function NewKeyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const reread = useReread()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<ApiKey['kind']>('write')
  const create = useMutation({
    mutationFn: () => api.post<ApiKey>('/keys', { name: name.trim(), kind }),
    onSuccess: () => reread('/keys'),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  if (create.data?.key) return <KeyMade made={create.data} onDone={onDone} />
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          required
          withAsterisk={false}
          label={t('settings.keys.name')}
          placeholder={t('settings.keys.nameHint')}
          value={name}
          maxLength={100}
          error={fieldErrors(create.error).name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('settings.keys.kind')}
          value={kind}
          onChange={(value) => setKind(value as ApiKey['kind'])}
        >
          <Stack gap="sm" mt={8}>
            {KINDS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`settings.keys.kinds.${value}`)}
                description={t(`settings.keys.kindLines.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('settings.keys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function KeyMade({ made, onDone }: { made: ApiKey; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      {made.kind === 'secret' ? (
        <Alert color="orange" title={t('settings.keys.once')}>
          {t('settings.keys.onceLine')}
        </Alert>
      ) : (
        <Text size="sm">{t('settings.keys.again')}</Text>
      )}
      <Code text={made.key ?? ''} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('settings.keys.done')}</Button>
      </Group>
    </Stack>
  )
}
