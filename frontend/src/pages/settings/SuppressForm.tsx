import { Button, Group, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useReread } from '../../api/hooks'
import { Card } from '../../ui/Card'
import { fieldErrors, restOfError } from '../../ui/fields'
import { notifyDone, notifyError } from '../../ui/notify'

export function SuppressForm() {
  const { t } = useTranslation('journeys')
  const reread = useReread()
  const [address, setAddress] = useState('')
  const [note, setNote] = useState('')
  const suppress = useMutation({
    meta: { silent: true },
    mutationFn: () => api.post('/suppressions', { address: address.trim(), note: note.trim() }),
    onSuccess: async () => {
      notifyDone(t('suppressed.added', { address: address.trim() }))
      setAddress('')
      setNote('')
      await reread('/suppressions', '/customers')
    },
    onError: (error) => {
      if (restOfError(error, ['address', 'note'])) notifyError(error)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    suppress.mutate()
  }
  return (
    <Card title={t('suppressed.add')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            required
            withAsterisk={false}
            label={t('suppressed.address')}
            placeholder="name@example.com"
            value={address}
            maxLength={320}
            error={fieldErrors(suppress.error).address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <TextInput
            label={t('suppressed.note')}
            placeholder={t('suppressed.noteHint')}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
            style={{ flex: '2 1 260px' }}
          />
          <Button type="submit" variant="default" loading={suppress.isPending}>
            {t('suppressed.addDo')}
          </Button>
        </Group>
      </form>
    </Card>
  )
}
