import { Badge, Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useReread } from '../../api/hooks'
import type { Invitation, Role } from '../../api/types'
import { Card } from '../../ui/Card'
import { Copy } from '../../ui/Code'
import { type Column, DataList } from '../../ui/DataList'
import { fieldErrors } from '../../ui/fields'
import { TwoLines } from '../../ui/ListBar'
import { notifyDone } from '../../ui/notify'
import { RelativeTime } from '../../ui/RelativeTime'
import { ROLES } from './MembersPart'

export function Invitations() {
  const { t } = useTranslation()
  const may = useMay()
  const query = useList<Invitation>('/invitations')
  const reread = useReread()
  const revoke = useMutation({
    mutationFn: (id: number) => api.delete(`/invitations/${id}`),
    onSuccess: () => reread('/invitations'),
  })
  const columns: Column<Invitation>[] = [
    {
      id: 'email',
      title: t('settings.invitations.email'),
      cell: (invitation) => <TwoLines first={invitation.email} second={t(`role.${invitation.role}`)} />,
    },
    {
      id: 'state',
      title: t('settings.invitations.state'),
      width: 108,
      cell: (invitation) => (
        <Badge color={invitation.state === 'open' ? 'indigo' : 'gray'}>
          {t(`settings.invitations.states.${invitation.state}`)}
        </Badge>
      ),
    },
    {
      id: 'expires',
      title: t('settings.invitations.expires'),
      width: 120,
      hideBelow: 'sm',
      cell: (invitation) => <RelativeTime at={invitation.state === 'open' ? invitation.expires_at : null} />,
    },
    {
      id: 'acts',
      title: t('list.acts'),
      untitled: true,
      width: 164,
      align: 'right',
      cell: (invitation) =>
        may.own &&
        invitation.state === 'open' && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            {invitation.link && <Copy text={invitation.link} label={t('settings.invitations.copy')} />}
            <Button size="xs" variant="default" onClick={() => revoke.mutate(invitation.id)}>
              {t('settings.invitations.revoke')}
            </Button>
          </Group>
        ),
    },
  ]
  return (
    <Card flush title={t('settings.invitations.title')}>
      {may.own && <InviteForm />}
      <DataList
        label={t('settings.invitations.title')}
        query={query}
        columns={columns}
        rowKey={(invitation) => invitation.id}
        empty={
          <Text size="sm" c="dimmed" p="md">
            {t('settings.invitations.none')}
          </Text>
        }
      />
    </Card>
  )
}

function InviteForm() {
  const { t } = useTranslation()
  const reread = useReread()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const invite = useMutation({
    mutationFn: () => api.post('/invitations', { email: email.trim(), role }),
    onSuccess: () => {
      notifyDone(t('settings.invitations.sent', { email: email.trim() }))
      setEmail('')
      return reread('/invitations')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate()
  }
  return (
    <form onSubmit={submit} style={{ padding: 16 }}>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="email"
          required
          withAsterisk={false}
          label={t('settings.invitations.email')}
          value={email}
          error={fieldErrors(invite.error).email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
        />
        <Select
          label={t('settings.members.role')}
          data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => value && setRole(value as Role)}
          w={140}
        />
        <Button type="submit" loading={invite.isPending}>
          {t('settings.invitations.send')}
        </Button>
      </Group>
    </form>
  )
}
