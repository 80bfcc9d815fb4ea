import { Button, Group, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/errors'
import { useMay, useMe } from '../api/hooks'
import { journeyApi } from '../editor/api'
import { useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import classes from './message.module.css'
import type { Reader } from './useMessageLook'

/** "Send me this mail": the message as it stands here, rendered by the server, to one address. */
export function SendTest({ id, reader }: { id: string; reader: Reader | null }) {
  const { t } = useTranslation('forms')
  const { journeyId, store } = useFrame()
  const may = useMay()
  const own = useMe().data?.user.email ?? ''
  const [address, setAddress] = useState<string | null>(null)
  const to = address ?? own
  const send = useMutation({
    mutationFn: (address: string) =>
      journeyApi.testMessage(journeyId, id, address, shownDocument(store.getState()), reader?.id),
    meta: { silent: true },
  })
  if (!may.edit) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate(to)
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          type="email"
          label={t('content.testTo')}
          value={to}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={send.isPending}
          disabled={!to}
          leftSection={<IconSend size={16} aria-hidden />}
        >
          {t('content.send')}
        </Button>
      </Group>
      <p role="status" className={classes.outcome} data-failed={send.isError || undefined}>
        {send.isSuccess && t('content.sent', { to: send.variables })}
        {send.isError && messageOf(send.error)}
      </p>
    </form>
  )
}
