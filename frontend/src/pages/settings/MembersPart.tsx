import { ActionIcon, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconUserMinus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useList, useMay, useMe, useReread } from '../../api/hooks'
import type { Member, Role } from '../../api/types'
import { Card } from '../../ui/Card'
import { useConfirm } from '../../ui/Confirm'
import { type Column, DataList } from '../../ui/DataList'
import { TwoLines } from '../../ui/ListBar'
import { RelativeTime } from '../../ui/RelativeTime'
import { Invitations } from './Invitations'

export const ROLES: Role[] = ['owner', 'editor', 'viewer']

export function MembersPart() {
  const { t } = useTranslation()
  const may = useMay()
  const query = useList<Member>('/members')
  const columns: Column<Member>[] = [
    {
      id: 'person',
      title: t('settings.members.person'),
      sortBy: (member) => member.name || member.email,
      cell: (member) => (
        <TwoLines first={member.name || member.email} second={member.name ? member.email : undefined} />
      ),
    },
    {
      id: 'role',
      title: t('settings.members.role'),
      width: 148,
      cell: (member) => <RoleCell member={member} changeable={may.own} />,
    },
    {
      id: 'seen',
      title: t('settings.members.signIn'),
      width: 128,
      hideBelow: 'sm',
      cell: (member) => <RelativeTime at={member.last_sign_in} none={t('settings.members.never')} />,
    },
    {
      id: 'remove',
      title: t('list.acts'),
      untitled: true,
      width: 56,
      align: 'right',
      cell: (member) => <RemoveMember member={member} />,
    },
  ]
  return (
    <Stack gap="md">
      <Card flush title={t('settings.members.title')}>
        <DataList
          label={t('settings.members.title')}
          query={query}
          columns={columns}
          rowKey={(member) => member.id}
          empty={null}
        />
      </Card>
      <Text size="sm" c="dimmed">
        {t('settings.members.roles')}
      </Text>
      <Invitations />
    </Stack>
  )
}

function RoleCell({ member, changeable }: { member: Member; changeable: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const reread = useReread()
  const change = useMutation({
    mutationFn: (role: Role) => api.patch(`/members/${member.id}`, { role }),
    onSettled: () => {
      void reread('/members')
      void client.invalidateQueries({ queryKey: ['me'] })
    },
  })
  if (!changeable) return t(`role.${member.role}`)
  return (
    <Select
      size="xs"
      aria-label={t('settings.members.roleOf', { name: member.name || member.email })}
      data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={member.role}
      allowDeselect={false}
      disabled={change.isPending}
      onChange={(role) => role && role !== member.role && change.mutate(role as Role)}
    />
  )
}

function RemoveMember({ member }: { member: Member }) {
  const { t } = useTranslation()
  const may = useMay()
  const me = useMe().data?.user.email
  const client = useQueryClient()
  const reread = useReread()
  const mine = member.email === me
  const name = member.name || member.email
  const remove = useMutation({
    mutationFn: () => api.delete(`/members/${member.id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['me'] })
      return reread('/members')
    },
  })
  const words = t(mine ? 'settings.members.leave' : 'settings.members.remove', { name })
  const confirm = useConfirm({
    title: words,
    text: t(mine ? 'settings.members.leaveLine' : 'settings.members.removeLine', { name }),
    act: words,
    onConfirm: () => remove.mutateAsync(),
  })
  if (!may.own && !mine) return null
  return (
    <>
      <Tooltip label={words}>
        <ActionIcon aria-label={words} onClick={confirm.ask}>
          <IconUserMinus size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {confirm.dialogue}
    </>
  )
}
