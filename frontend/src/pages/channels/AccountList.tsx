import { ActionIcon, Group, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api } from '../../api/client'
import { useMay, useReread } from '../../api/hooks'
import type { Account, AccountKind } from './accounts'
import classes from './channels.module.css'
import { HealthBadge, HealthLine } from './Health'

interface AccountListProps {
  channel: string
  name: string
  accounts: Account[]
  kind: AccountKind
}

/** The accounts of one channel in the order in which they are tried, which dragging and arrows change. */
export function AccountList({ channel, name, accounts, kind }: AccountListProps) {
  const { t } = useTranslation('channels')
  const { slug } = useParams()
  const may = useMay()
  const reread = useReread()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const order = useMutation({
    mutationFn: (ids: number[]) => api.post('/accounts/order', { channel, ids }),
    onSettled: () => reread('/accounts'),
  })
  const put = (id: number, to: number) => {
    const rest = accounts.map((account) => account.id).filter((other) => other !== id)
    rest.splice(to, 0, id)
    order.mutate(rest)
  }
  const sorts = may.edit && accounts.length > 1
  const drop = () => {
    if (dragged !== null && over !== null && accounts[over]?.id !== dragged) put(dragged, over)
    setDragged(null)
    setOver(null)
  }
  return (
    <ol className={classes.accounts} aria-label={t('accountsOf', { channel: name })}>
      {accounts.map((account, index) => (
        <li
          key={account.id}
          className={classes.account}
          draggable={sorts}
          data-over={(over === index && dragged !== null && dragged !== account.id) || undefined}
          onDragStart={() => setDragged(account.id)}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(index)
          }}
          onDrop={drop}
          onDragEnd={drop}
        >
          {sorts && <IconGripVertical size={16} aria-hidden className={classes.grip} />}
          <div className={classes.accountName}>
            <Link to={`/w/${slug}/channels/${account.id}`} className={classes.accountLink}>
              {account.name}
            </Link>
            <Text size="xs" c="dimmed" truncate>
              {kind.providers.find(({ provider }) => provider === account.provider)?.title ??
                account.provider}
              {account.topics.length > 0 && ` · ${t('onlyTopics', { topics: account.topics.join(', ') })}`}
            </Text>
          </div>
          <div className={classes.health}>
            <HealthBadge state={account.health.state} />
            <HealthLine health={account.health} />
          </div>
          {sorts && (
            <Group gap={0} wrap="nowrap">
              <ActionIcon
                size={24}
                disabled={index === 0 || order.isPending}
                aria-label={t('earlier', { name: account.name })}
                onClick={() => put(account.id, index - 1)}
              >
                <IconArrowUp size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={24}
                disabled={index === accounts.length - 1 || order.isPending}
                aria-label={t('later', { name: account.name })}
                onClick={() => put(account.id, index + 1)}
              >
                <IconArrowDown size={15} aria-hidden />
              </ActionIcon>
            </Group>
          )}
        </li>
      ))}
    </ol>
  )
}
